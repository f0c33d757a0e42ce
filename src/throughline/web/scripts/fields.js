// How is each field of a return saved when it is left? A form with data-fields sends the field that changed with the
// revision of its line, says when it was saved, shows the running check, and keeps in the page what could not be saved.
const AGAIN = 10000
const LONGEST = 20000

for (const form of document.querySelectorAll('form[data-fields]')) fields(form)

function fields (form) {
  const says = form.querySelector('[data-saved]')
  const check = form.querySelector('[data-check]')
  const token = form.elements.csrfmiddlewaretoken.value
  const waiting = new Map() // what is still to be saved, by field name, in order
  let busy = null
  let leaving = false

  const cut = (name) => [name.slice(0, name.lastIndexOf('.')), name.slice(name.lastIndexOf('.') + 1)]

  function queue (input) {
    const [ref, column] = cut(input.name)
    if (!form.elements[`${ref}.revision`] || column === 'revision') return
    waiting.set(input.name, input.value)
    go()
  }

  function go () {
    if (!busy && waiting.size && !leaving) busy = send().finally(() => { busy = null; if (waiting.size) setTimeout(go, AGAIN) })
  }

  async function send () {
    for (const [name, value] of [...waiting]) {
      const [ref, column] = cut(name)
      const revision = form.elements[`${ref}.revision`]
      const body = new FormData()
      for (const [key, said] of [['csrfmiddlewaretoken', token], ['ref', ref], ['column', column], ['value', value], ['revision', revision.value]]) body.append(key, said)
      let answer, said
      try {
        answer = await fetch(form.action, { method: 'POST', body, headers: { Accept: 'application/json' }, signal: AbortSignal.timeout(LONGEST) })
        if (answer.redirected || answer.status === 403) { says.textContent = 'Not saved: you have been signed out. Press “Save and continue” and sign in again; your words come with you.'; return }
        said = await answer.json()
      } catch {
        says.textContent = 'Not saved yet: there is no connection. What you typed stays here, and it is tried again.'
        return
      }
      if (waiting.get(name) === value) waiting.delete(name)
      wrong(name, answer.ok ? '' : said.refused)
      if (!answer.ok) {
        says.textContent = said.both ? `Not saved. ${said.refused} Press “Save and continue” to see both.` : `Not saved. ${said.refused}`
        continue
      }
      revision.value = said.revision
      says.textContent = `Saved at ${said.saved}`
      if (check && said.check) check.textContent = said.check
      fault(ref, said.faults.find((each) => each.includes(':')) || '')
    }
    if (waiting.size) return send()
  }

  function wrong (name, text) {
    const place = form.querySelector(`[data-error="${CSS.escape(name)}"]`)
    if (!place) return
    place.textContent = text
    place.hidden = !text
    place.closest('.govuk-form-group').classList.toggle('govuk-form-group--error', Boolean(text))
  }

  function fault (ref, text) {
    const place = form.querySelector(`[data-fault="${CSS.escape(ref)}"]`)
    if (!place) return
    place.textContent = text
    place.hidden = !text
    const more = place.parentElement.querySelector('details')
    if (text && more) more.open = true
  }

  form.addEventListener('change', (changed) => queue(changed.target))
  form.addEventListener('submit', (pressed) => {
    leaving = true
    if (!busy) return
    pressed.preventDefault() // what is on its way counts first, or its writer would meet themselves as somebody else
    busy.then(() => form.requestSubmit(pressed.submitter))
  })
  addEventListener('online', go)
  addEventListener('pageshow', () => { leaving = false })
  addEventListener('beforeunload', (leave) => { if (waiting.size && !leaving) leave.preventDefault() })
}
