// The geometry of the whiteboard. A line is a flat list of whole numbers, as it is sent: each point's distance from the
// left and from the top, in turn.

export const board = { width: 3200, height: 1800 };

const between = (value, most) => Math.min(Math.max(0, Math.round(value)), most);

// The nearest point of the board.
export function onBoard(x, y) {
    return [between(x, board.width), between(y, board.height)];
}

// How far a point is from a line: from the nearest place of it, which need not be one of its points.
export function distance(x, y, points) {
    let nearest = Math.hypot(points[0] - x, points[1] - y);
    for (let at = 2; at < points.length; at += 2) {
        const [fromX, fromY] = [points[at - 2], points[at - 1]];
        const [alongX, alongY] = [points[at] - fromX, points[at + 1] - fromY];
        const length = alongX ** 2 + alongY ** 2;
        const part = length === 0 ? 0 : ((x - fromX) * alongX + (y - fromY) * alongY) / length;
        const held = Math.min(1, Math.max(0, part));
        nearest = Math.min(nearest, Math.hypot(fromX + held * alongX - x, fromY + held * alongY - y));
    }
    return nearest;
}

// Those of the strokes that an eraser of this radius touches on its way. `thickness` answers a stroke's.
export function touched(strokes, [fromX, fromY], [toX, toY], radius, thickness) {
    // A hand is faster than the events that tell of it: places between two of them are looked at, too.
    const steps = Math.max(1, Math.ceil(Math.hypot(toX - fromX, toY - fromY) / radius));
    const places = Array.from({ length: steps + 1 }, (_, at) => [
        fromX + (toX - fromX) * at / steps, fromY + (toY - fromY) * at / steps,
    ]);
    return strokes.filter((stroke) => {
        const reach = radius + thickness(stroke) / 2;
        return places.some(([x, y]) => distance(x, y, stroke.points) <= reach);
    });
}

// A list in parts of at most so many entries.
export function parts(list, size) {
    return Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size));
}
