const OVER = 'gb-mod-dropping';

/** Lets files be dropped on a part of the page; what takes files itself within it goes by `except`. */
export function takesFiles(node: HTMLElement, take: (files: File[]) => void, except = ''): void {
  const isFor = (event: DragEvent): boolean => {
    const within = except !== '' && event.target instanceof Element && event.target.closest(except) !== null;
    return (event.dataTransfer?.types.includes('Files') ?? false) && !within;
  };
  node.addEventListener('dragover', event => {
    node.classList.toggle(OVER, isFor(event));
    if (isFor(event)) {
      event.preventDefault(); // or the browser would leave the page for the file
    }
  });
  node.addEventListener('dragleave', event => {
    if (!(event.relatedTarget instanceof Node && node.contains(event.relatedTarget))) {
      node.classList.remove(OVER);
    }
  });
  node.addEventListener('drop', event => {
    node.classList.remove(OVER);
    if (isFor(event)) {
      event.preventDefault();
      take(Array.from(event.dataTransfer?.files ?? []));
    }
  });
}
