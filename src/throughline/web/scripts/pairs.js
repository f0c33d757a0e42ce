// How are pairs answered from the keyboard? In a form with data-pairs, a button's data-key presses it, while nobody types.
for (const form of document.querySelectorAll('form[data-pairs]')) {
  addEventListener('keydown', (pressed) => {
    if (pressed.ctrlKey || pressed.metaKey || pressed.altKey || pressed.repeat) return
    if (pressed.target.closest('input, textarea, select, summary')) return
    const button = form.querySelector(`button[data-key="${CSS.escape(pressed.key.toLowerCase())}"]`)
    if (button) { pressed.preventDefault(); button.click() }
  })
}
