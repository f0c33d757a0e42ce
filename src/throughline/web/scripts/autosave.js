// How is a section saved while somebody types? A form with data-autosave is sent as JSON's caller after a pause, says
// when it was saved, and keeps what could not be saved: in the page, and in this tab should the page be loaded again.
const PAUSE = 1500
const AGAIN = 10000

for (const form of document.querySelectorAll('form[data-autosave]')) autosave(form)

function autosave (form) {
  const says = form.querySelector('[data-saved]')
  const kept = `draft ${location.pathname}`
  let waiting = null
  let sending = false
  let changed = false
  let stopped = false

  const words = () => JSON.stringify([...new FormData(form)].filter(([name, value]) => name !== 'csrfmiddlewaretoken' && typeof value === 'string'))
  const later = (pause) => { clearTimeout(waiting); waiting = setTimeout(save, pause) }
  const keep = () => { try { sessionStorage.setItem(kept, words()) } catch { /* the tab may not keep anything */ } }
  const forget = () => { try { sessionStorage.removeItem(kept) } catch { /* nor forget */ } }

  async function save () {
    if (sending || stopped || !changed) return
    sending = true
    changed = false
    const sent = words()
    try {
      const answer = await fetch(form.action || location.pathname, { method: 'POST', body: new FormData(form), headers: { Accept: 'application/json' } })
      const json = (answer.headers.get('Content-Type') || '').includes('json')
      if (!json) throw new Error(answer.redirected || answer.status === 403 ? 'You have been signed out.' : 'The server could not save it.')
      const said = await answer.json()
      if (answer.ok) {
        form.elements.revision.value = said.revision
        says.textContent = `Saved at ${said.saved}`
        if (words() === sent.replace(/\["revision","\d*"\]/, `["revision","${said.revision}"]`)) forget(); else { changed = true; later(PAUSE) }
      } else if (answer.status === 409) {
        stopped = true
        says.textContent = `Not saved. ${said.refused} Press “Save and continue” to see both texts.`
      } else {
        changed = true
        says.textContent = `Not saved yet: ${Object.values(said.errors).join(' ')}`
      }
    } catch (lost) {
      changed = true
      says.textContent = `Not saved yet: ${lost instanceof TypeError ? 'there is no connection.' : lost.message} Your words stay in this tab, and it is tried again.`
      later(AGAIN)
    } finally {
      sending = false
    }
  }

  form.addEventListener('input', () => { changed = true; keep(); later(PAUSE) })
  form.addEventListener('change', () => { changed = true; keep(); later(0) })
  form.addEventListener('submit', () => { stopped = true; clearTimeout(waiting); changed = false })
  addEventListener('online', () => later(0))
  addEventListener('beforeunload', (leaving) => { if (changed || (stopped && words() !== first)) leaving.preventDefault() })

  let first = words()
  restore()

  function restore () {
    let before = null
    try { before = sessionStorage.getItem(kept) } catch { /* nothing was kept */ }
    if (!before || before === first) return
    const given = JSON.parse(before)
    if (given.find(([name]) => name === 'revision')?.[1] !== form.elements.revision.value) return forget()
    for (const [name, value] of given) {
      const input = form.elements[name]
      if (!input || name === 'revision') continue
      if (input instanceof RadioNodeList || ['checkbox', 'radio'].includes(input.type)) {
        for (const each of input.length ? input : [input]) if (each.value === value) each.checked = true
      } else input.value = value
    }
    changed = true
    first = words()
    says.textContent = 'What you wrote before and could not be saved is here again.'
    later(PAUSE)
  }
}
