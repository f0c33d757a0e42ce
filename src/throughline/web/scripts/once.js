// How is a form sent on a bad connection? A form with data-once is tried again until the server answers. Its hidden key
// makes the server count it once; what was typed stays in this page and is kept nowhere else. With data-in-place the page
// that the server leads to takes the place of this one when it is the same, so that nobody loses their place in a list.
const AGAIN = 5000
const LONGEST = 20000

const all = (within) => within.querySelectorAll('form[data-once]').forEach(once)
all(document)

function once (form) {
  const says = form.querySelector('[data-sent]')
  let sending = false
  let waiting = null

  form.addEventListener('submit', (pressed) => {
    if (form.dataset.plain) return
    pressed.preventDefault()
    send()
  })
  addEventListener('online', () => { if (waiting) send() })
  addEventListener('beforeunload', (leave) => { if (sending || waiting) leave.preventDefault() })

  async function send () {
    if (sending) return
    sending = true
    clearTimeout(waiting)
    waiting = null
    says.textContent = 'Sending…'
    try {
      const answer = await fetch(form.action, { method: 'POST', body: new FormData(form), headers: { Accept: 'application/json' }, signal: AbortSignal.timeout(LONGEST) })
      sending = false
      if (answer.ok && (answer.headers.get('Content-Type') || '').includes('json')) return onward((await answer.json()).next)
      if (answer.status >= 500) return again('the server did not answer')
      form.dataset.plain = 'yes' // signed out, or something to put right: the page itself says what
      form.submit()
    } catch {
      sending = false
      again('there is no connection')
    }
  }

  async function onward (address) {
    if (!('inPlace' in form.dataset) || new URL(address, location).pathname !== location.pathname) return location.assign(address)
    try {
      const page = new DOMParser().parseFromString(await (await fetch(address)).text(), 'text/html')
      const fresh = document.adoptNode(page.querySelector('main'))
      document.querySelector('main').replaceWith(fresh)
      all(fresh)
      const told = fresh.querySelector('.govuk-notification-banner')
      if (told) { told.tabIndex = -1; told.focus() }
    } catch {
      location.assign(address)
    }
  }

  function again (why) {
    says.textContent = `Not sent yet: ${why}. It is tried again by itself. Keep this page open.`
    waiting = setTimeout(send, AGAIN)
  }
}
