// Small sounds of the page and the microphone's level. No sound is without a visible counterpart.

import { choice } from "./memory.js";

let context = null;

function audio() {
    context ??= new AudioContext();
    if (context.state === "suspended") context.resume().catch(() => {});
    return context;
}

// Shows how loud the microphone is on `bars`, until told another track.
export class Meter {
    constructor(bars) {
        this.bars = bars;
        this.track = null;
        this.beats = 0;
    }

    watch(track) {
        if (track === this.track) return;
        this.stop();
        this.track = track;
        if (!track) return;
        try {
            this.source = audio().createMediaStreamSource(new MediaStream([track]));
            this.analyser = new AnalyserNode(context, { fftSize: 512 });
            this.source.connect(this.analyser);
        } catch {
            return; // Without a meter the rest still works.
        }
        this.timer = setInterval(() => this.measure(), 80);
    }

    measure() {
        const samples = new Float32Array(this.analyser.fftSize);
        this.analyser.getFloatTimeDomainData(samples);
        const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
        // -60 dB and below is silence, -12 dB is full.
        const level = Math.max(0, Math.min(1, (10 * Math.log10(power + 1e-9) + 60) / 48));
        const lit = Math.round(level * this.bars.children.length);
        [...this.bars.children].forEach((bar, at) => bar.classList.toggle("lit", at < lit));
        if (this.beats++ % 8 === 0) this.bars.ariaValueNow = String(Math.round(level * 100));
    }

    stop() {
        clearInterval(this.timer);
        this.source?.disconnect();
        this.track = null;
        for (const bar of this.bars.children) bar.classList.remove("lit");
        this.bars.ariaValueNow = "0";
    }
}

// A soft two-note tone, on the chosen speaker.
export async function chime() {
    const player = new Audio(URL.createObjectURL(tone()));
    player.onended = () => URL.revokeObjectURL(player.src);
    const speaker = choice("speaker", "");
    if (speaker && player.setSinkId) await player.setSinkId(speaker).catch(() => {});
    await player.play().catch(() => {});
}

function tone() {
    const rate = 24000;
    const notes = [523.25, 783.99];
    const samples = new Int16Array(rate * 0.9);
    for (let at = 0; at < samples.length; at += 1) {
        const second = at / rate;
        const note = second < 0.3 ? 0 : 1;
        const since = second - note * 0.3;
        const loudness = Math.min(1, since / 0.02) * Math.exp(-since * 6) * 0.3;
        samples[at] = Math.sin(2 * Math.PI * notes[note] * second) * loudness * 32767;
    }
    const head = new DataView(new ArrayBuffer(44));
    const word = (at, letters) => [...letters].forEach((letter, i) => head.setUint8(at + i, letter.charCodeAt(0)));
    word(0, "RIFF");
    head.setUint32(4, 36 + samples.byteLength, true);
    word(8, "WAVEfmt ");
    head.setUint32(16, 16, true);
    head.setUint16(20, 1, true);
    head.setUint16(22, 1, true);
    head.setUint32(24, rate, true);
    head.setUint32(28, rate * 2, true);
    head.setUint16(32, 2, true);
    head.setUint16(34, 16, true);
    word(36, "data");
    head.setUint32(40, samples.byteLength, true);
    return new Blob([head, samples], { type: "audio/wav" });
}
