// How does a form prove somebody with a passkey? A form with data-passkey="create", "use" or "sign-in" holds a hidden
// field named credential and a button inside a hidden part, which is shown only where the browser can do it.
const able = window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON

async function options (form) {
  if (form.dataset.passkey !== 'sign-in') return JSON.parse(form.dataset.options).publicKey
  const answer = await fetch(form.action, { headers: { Accept: 'application/json' } })
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`)
  return (await answer.json()).request_options.publicKey
}

async function prove (form) {
  const asked = await options(form)
  if (form.dataset.passkey !== 'create') {
    return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) })
  }
  asked.authenticatorSelection = {
    ...asked.authenticatorSelection,
    residentKey: 'required',
    requireResidentKey: true,
    userVerification: 'required'
  }
  return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) })
}

for (const form of able ? document.querySelectorAll('form[data-passkey]') : []) {
  form.querySelector('[data-passkey-part]').hidden = false
  form.querySelector('button').addEventListener('click', async () => {
    const failed = form.querySelector('[data-passkey-failed]')
    failed.hidden = true
    try {
      const credential = await prove(form)
      form.elements.credential.value = JSON.stringify(credential)
      form.submit()
    } catch {
      failed.hidden = false
      failed.focus()
    }
  })
}
