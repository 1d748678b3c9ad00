/** The green bar above the tabs: the running lesson's link whenever its button is out of view. */

let watching: { button: Element; end: () => void } | undefined;

export function bar(root: ParentNode): void {
  const button = root.querySelector<HTMLAnchorElement>(".les.now .btn.go");
  if (button === watching?.button) return;
  watching?.end();
  watching = button ? watch(button) : undefined;
}

function watch(button: HTMLAnchorElement) {
  const twin = button.cloneNode(true) as HTMLAnchorElement;
  twin.className = "btn go compact go-bar";
  twin.hidden = true;
  document.getElementById("main")?.append(twin);
  const observer = new IntersectionObserver((seen) => {
    twin.hidden = seen.at(-1)?.isIntersecting ?? true;
  });
  observer.observe(button);
  return {
    button,
    end() {
      observer.disconnect();
      twin.remove();
    },
  };
}
