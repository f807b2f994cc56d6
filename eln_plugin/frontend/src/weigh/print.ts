/** Print a part of the page alone: a copy of it, as it stands, is all that is seen on paper. */
export function printed(part: HTMLElement): void {
  const copy = part.cloneNode(true) as HTMLElement;
  const inputs = part.querySelectorAll('input, select');
  copy.querySelectorAll('input, select').forEach((field, index) => {
    const input = inputs[index] as HTMLInputElement | HTMLSelectElement;
    if (input.type === 'radio') {
      (field as HTMLInputElement).checked = (input as HTMLInputElement).checked;
      (field as HTMLInputElement).name += '-printed'; // of two groups of one name only one stays checked
      return;
    }
    const text = document.createElement('span');
    text.className = 'gb-Printed-field';
    text.textContent = input instanceof HTMLSelectElement ? (input.selectedOptions[0]?.text ?? '') : input.value;
    field.replaceWith(text);
  });
  copy.classList.add('gb-Printed');
  document.body.append(copy);
  document.body.classList.add('gb-mod-printing');
  const end = (): void => {
    copy.remove();
    document.body.classList.remove('gb-mod-printing');
  };
  window.addEventListener('afterprint', end, { once: true });
  window.print();
}
