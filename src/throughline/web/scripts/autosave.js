// How is a section saved while somebody types? A form with data-autosave is sent as JSON's caller after a pause, says
// when it was saved, and keeps what could not be saved: in the page, and in this tab should the page be loaded again.
const PAUSE = 1500
const AGAIN = 10000
const LONGEST = 20000

for (const form of document.querySelectorAll('form[data-autosave]')) autosave(form)

function autosave (form) {
  const says = form.querySelector('[data-saved]')
  const byHand = form.querySelector('button[type=submit]:not([hidden])').textContent.trim()
  const kept = `draft ${form.dataset.autosave} ${new URL(form.action).pathname}` // whose words, of which section
  let waiting = null
  let sending = null
  let changed = false
  let refused = false
  let leaving = false

  const words = () => JSON.stringify([...new FormData(form)].filter(([name, value]) => name !== 'csrfmiddlewaretoken' && typeof value === 'string'))
  const later = (pause) => { clearTimeout(waiting); waiting = setTimeout(save, pause) }
  const keep = () => { try { sessionStorage.setItem(kept, words()) } catch { /* the tab may not keep anything */ } }
  const forget = () => { try { sessionStorage.removeItem(kept) } catch { /* nor forget */ } }

  function save () {
    if (sending || refused || leaving || !changed) return
    changed = false
    sending = send().finally(() => { sending = null })
  }

  async function send () {
    const sent = words()
    try {
      const answer = await fetch(form.action, { method: 'POST', body: new FormData(form), headers: { Accept: 'application/json' }, signal: AbortSignal.timeout(LONGEST) })
      if (answer.redirected || answer.status === 403) return notYet(`you have been signed out. Press “${byHand}” and sign in again; your words come with you.`)
      if (!(answer.headers.get('Content-Type') || '').includes('json')) throw new Error('the server could not save it.')
      const said = await answer.json()
      if (answer.ok) {
        form.elements.revision.value = said.revision
        says.textContent = `Saved at ${said.saved}`
        if (words() === sent.replace(/\["revision","\d*"\]/, `["revision","${said.revision}"]`)) forget(); else { changed = true; later(PAUSE) }
      } else if (answer.status === 409) {
        changed = refused = true
        says.textContent = `Not saved. ${said.refused}${said.both ? ` Press “${byHand}” to see both texts.` : ''}`
      } else notYet(Object.values(said.errors).join(' '))
    } catch (lost) {
      notYet(`${lost.name === 'Error' ? lost.message : 'there is no connection.'} Your words stay in this tab, and it is tried again.`)
      later(AGAIN)
    }
  }

  function notYet (why) {
    changed = true
    says.textContent = `Not saved yet: ${why}`
  }

  form.addEventListener('input', () => { changed = true; keep(); later(PAUSE) })
  form.addEventListener('change', () => { changed = true; keep(); later(0) })
  form.addEventListener('submit', (pressed) => {
    clearTimeout(waiting)
    leaving = true
    if (!sending) return
    pressed.preventDefault() // what is on its way counts first, or its writer would meet themselves as somebody else
    sending.then(() => form.requestSubmit(pressed.submitter))
  })
  addEventListener('online', () => later(0))
  addEventListener('pageshow', () => { leaving = false })
  addEventListener('beforeunload', (leave) => { if (changed && !leaving) leave.preventDefault() })

  restore()

  function restore () {
    let before = null
    try { before = sessionStorage.getItem(kept) } catch { /* nothing was kept */ }
    if (!before || before === words()) return
    const given = JSON.parse(before)
    const said = (asked) => given.filter(([name]) => name === asked).map(([, value]) => value)
    if (said('revision')[0] !== form.elements.revision.value) return forget()
    for (const input of form.elements) {
      if (!input.name || ['hidden', 'submit'].includes(input.type)) continue
      if (['checkbox', 'radio'].includes(input.type)) input.checked = said(input.name).includes(input.value)
      else if (said(input.name).length) input.value = said(input.name)[0]
    }
    says.textContent = 'What you wrote before and could not be saved is here again.'
    changed = true
    later(PAUSE)
  }
}
