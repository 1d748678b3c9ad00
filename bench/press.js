// Notes, in each page, when the button was pressed and when sound and picture began.
(() => {
  const clock = () => performance.timeOrigin + performance.now();
  addEventListener("click", () => sessionStorage.setItem("pressed", String(clock())), true);
  const mark = (name) => {
    document.documentElement.dataset[name] ??= clock() - Number(sessionStorage.getItem("pressed"));
  };
  const heard = (audio) => {
    if (!audio.paused && audio.currentTime > 0) mark("sound");
    else requestAnimationFrame(() => heard(audio));
  };
  const watch = (media) => {
    if (media.watched) return;
    media.watched = true;
    if (media.tagName === "VIDEO") media.requestVideoFrameCallback(() => mark("frame"));
    else heard(media);
  };
  const look = () => {
    for (const media of document.querySelectorAll("video, audio")) watch(media);
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
})();
