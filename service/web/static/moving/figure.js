// Draws any moment of a figure's picture: balls between two frames, the same outlines as the server's stretched over them.

const whole = (number) => Math.floor(number + 0.5);
const eased = (share) => (1 - Math.cos(Math.PI * share)) / 2;

export class Figure {
  // holder: the element that holds the SVG; picture: what /library/exercises/<id>/figure.json says.
  constructor(holder, picture) {
    this.picture = picture;
    this.svg = holder.querySelector("svg");
    this.paths = [...this.svg.querySelectorAll("[data-shape]")];
    this.floor = this.svg.querySelector(".floor");
    this.cycle = picture.cycle.reduce((sum, part) => sum + part.seconds, 0);
    this.enters = picture.enter ? picture.enter.seconds : 0;
  }

  // Show the other side as the mirror image of the one that is drawn.
  turn(side) {
    const [left, , width] = this.picture.box;
    const other = side && this.picture.side && side !== this.picture.side;
    const group = this.svg.querySelector("[data-turned]");
    if (other) group.setAttribute("transform", `translate(${2 * left + width} 0) scale(-1 1)`);
    else group.removeAttribute("transform");
  }

  // The moment after so many seconds of work; a hold is entered once and then breathes.
  work(seconds, calm) {
    if (seconds < this.enters) this.#part(this.picture.enter, seconds, calm);
    else this.#turn(seconds - this.enters, calm);
  }

  // The same, over and over for somebody who watches: a hold is left again and the next round begins.
  show(seconds, calm) {
    if (!this.enters) { this.#turn(seconds, calm); return; }
    const round = 2 * this.enters + this.cycle + 1;
    const at = seconds % round;
    if (at < this.enters + this.cycle) this.work(at, calm);
    else this.#part(this.picture.enter, Math.max(0, 2 * this.enters + this.cycle - at), calm);
  }

  #turn(seconds, calm) {
    let at = seconds % this.cycle;
    const share = at / this.cycle;
    for (const part of this.picture.cycle) {
      if (at < part.seconds) { this.#part(part, at, calm); break; }
      at -= part.seconds;
    }
    if (this.floor && this.picture.stride) {
      this.floor.setAttribute("stroke-dashoffset", whole(this.picture.stride * (calm ? 0 : share)));
    }
  }

  // Calm shows the pose in which a part ends, and no way between.
  #part({ seconds, first, last }, at, calm) {
    const share = this.picture.flows ? at / seconds : eased(at / seconds);
    this.draw(calm ? last : first + (last - first) * share);
  }

  draw(moment) {
    const { frames, breath, radii, swell, shapes } = this.picture;
    const one = Math.min(frames.length - 1, Math.floor(moment));
    const other = Math.min(frames.length - 1, one + 1);
    const share = moment - one;
    const mix = (a, b) => a + (b - a) * share;
    const air = mix(breath[one], breath[other]) / 10000;
    const x = (ball) => mix(frames[one][2 * ball], frames[other][2 * ball]);
    const y = (ball) => mix(frames[one][2 * ball + 1], frames[other][2 * ball + 1]);
    const r = (ball) => radii[ball] * (1 + swell[ball] * air);
    shapes.forEach(([capsules, cord], n) => {
      const d = cord.length
        ? `M${cord.map((ball) => `${whole(x(ball))} ${whole(y(ball))}`).join("L")}`
        : [...new Set(capsules.map(([a, b]) => capsule(x(a), y(a), r(a), x(b), y(b), r(b))))].join("");
      this.paths[n].setAttribute("d", d);
    });
  }
}

// The outline round two balls; the same lines as `capsule` in service/core/figure/shapes.py.
function capsule(ax, ay, ra, bx, by, rb) {
  const length = Math.hypot(bx - ax, by - ay);
  if (length <= Math.abs(ra - rb) + 1e-6) {
    const [x, y, r] = ra >= rb ? [ax, ay, ra] : [bx, by, rb];
    return `M${whole(x - r)} ${whole(y)}a${whole(r)} ${whole(r)} 0 1 1 0 .1z`;
  }
  const along = Math.atan2(by - ay, bx - ax);
  const tilt = Math.acos((ra - rb) / length);
  const spots = [[ax, ay, ra, along + tilt], [ax, ay, ra, along - tilt], [bx, by, rb, along - tilt], [bx, by, rb, along + tilt]]
    .map(([x, y, r, angle]) => [whole(x + r * Math.cos(angle)), whole(y + r * Math.sin(angle))]);
  const step = (n) => `${spots[n][0] - spots[n - 1][0]} ${spots[n][1] - spots[n - 1][1]}`;
  const big = Number(ra > rb);
  return `M${spots[0].join(" ")}a${whole(ra)} ${whole(ra)} 0 ${big}1${step(1)}l${step(2)}a${whole(rb)} ${whole(rb)} 0 ${1 - big}1${step(3)}z`;
}
