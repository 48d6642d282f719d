// The page's own clock, in seconds. After a reload it goes on where it stood, so time away is never worked time.

export class Clock {
  constructor(name, atLeast) {
    this.key = `afterrun.clock.${name}`;
    this.offset = Math.max(Number(sessionStorage.getItem(this.key)) || 0, atLeast ?? 0) - performance.now() / 1000;
  }

  now() {
    const at = this.offset + performance.now() / 1000;
    sessionStorage.setItem(this.key, String(at));
    return at;
  }
}
