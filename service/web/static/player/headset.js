// Headset and lock-screen buttons. Browsers give them only to a page that plays an <audio>, so a quiet loop plays.

const LOOP_S = 10;
const RATE = 8000;

export class Headset {
  // element: an <audio>; deeds: what play, pause, nexttrack, previoustrack and stop do.
  constructor(element, deeds) {
    this.element = element;
    if (!("mediaSession" in navigator)) return;
    for (const [button, deed] of Object.entries(deeds)) {
      try {
        navigator.mediaSession.setActionHandler(button, deed);
      } catch { /* a button this browser does not know */ }
    }
  }

  // Inside a tap.
  begin() {
    if (this.element.src) return;
    this.element.loop = true;
    this.element.src = URL.createObjectURL(quiet());
    this.element.play().catch(() => {});
  }

  show({ title, detail, mode }) {
    if (!("mediaSession" in navigator)) return;
    navigator.mediaSession.playbackState = mode === "briefing" || mode === "working" ? "playing" : "paused";
    if (this.title === title + detail) return;
    this.title = title + detail;
    navigator.mediaSession.metadata = new MediaMetadata({ title, artist: detail, album: "Afterrun" });
  }

  end() { this.element.pause(); }
}

function quiet() {
  const bytes = LOOP_S * RATE * 2;
  const view = new DataView(new ArrayBuffer(44 + bytes));
  const put = (at, word) => [...word].forEach((letter, i) => view.setUint8(at + i, letter.charCodeAt(0)));
  put(0, "RIFF"); view.setUint32(4, 36 + bytes, true); put(8, "WAVEfmt "); view.setUint32(16, 16, true);
  view.setUint16(20, 1, true); view.setUint16(22, 1, true); view.setUint32(24, RATE, true);
  view.setUint32(28, 2 * RATE, true); view.setUint16(32, 2, true); view.setUint16(34, 16, true);
  put(36, "data"); view.setUint32(40, bytes, true);
  return new Blob([view.buffer], { type: "audio/wav" });
}
