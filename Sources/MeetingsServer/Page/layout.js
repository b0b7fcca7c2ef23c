// Where each tile stands: numbers in, rectangles out.

const gap = 10;
const widest = 16 / 9;
const narrowest = 3 / 4;

// How many columns `count` tiles take: side by side in a wide place, one above the other in a tall one.
export function columnsFor(count, width, height) {
    if (count <= 1) return 1;
    if (count === 2) return height > width ? 1 : 2;
    const across = Math.ceil(Math.sqrt(count));
    if (height <= width) return across;
    const areas = Array.from({ length: across }, (_, at) => area(tileSize(count, at + 1, width, height)));
    return areas.indexOf(Math.max(...areas)) + 1;
}

const area = (tile) => tile.width * tile.height;

function tileSize(count, columns, width, height) {
    const rows = Math.ceil(count / columns);
    const cell = { width: (width - gap * (columns - 1)) / columns, height: (height - gap * (rows - 1)) / rows };
    const fitted = Math.min(cell.width, cell.height * widest);
    return { width: fitted, height: Math.min(cell.height, fitted / narrowest) };
}

// Equal tiles in rows, the last row centred. `left` is measured from where a line of text begins.
export function grid(count, { left = 0, top = 0, width, height }) {
    if (count === 0) return [];
    const columns = columnsFor(count, width, height);
    const rows = Math.ceil(count / columns);
    const { width: tileWidth, height: tileHeight } = tileSize(count, columns, width, height);
    const above = top + (height - rows * tileHeight - (rows - 1) * gap) / 2;
    return Array.from({ length: count }, (_, at) => {
        const row = Math.floor(at / columns);
        const inRow = row === rows - 1 ? count - row * columns : columns;
        const before = left + (width - inRow * tileWidth - (inRow - 1) * gap) / 2;
        return {
            left: before + (at % columns) * (tileWidth + gap), top: above + row * (tileHeight + gap),
            width: tileWidth, height: tileHeight,
        };
    });
}

// How many small tiles fit beside one large tile.
export function stripCapacity({ width, height }) {
    return height > width ? Math.max(3, Math.floor((width + gap) / (120 + gap)))
        : Math.max(1, Math.floor((height + gap) / (stripSize(width) / widest + gap)));
}

const stripSize = (width) => Math.min(220, Math.max(120, width * 0.18));

// One large tile first, the others in a strip: beside it in a wide place, below it in a tall one.
export function spotlight(count, { width, height }) {
    if (count <= 1) return [{ left: 0, top: 0, width, height }];
    if (height > width) {
        const small = { width: Math.min(160, (width - gap * (count - 2)) / (count - 1)), height: 90 };
        const strip = Array.from({ length: count - 1 }, (_, at) => (
            { left: at * (small.width + gap), top: height - small.height, ...small }));
        return [{ left: 0, top: 0, width, height: height - small.height - gap }, ...strip];
    }
    const small = { width: stripSize(width), height: stripSize(width) / widest };
    const all = (count - 1) * (small.height + gap) - gap;
    const above = Math.max(0, (height - all) / 2);
    const strip = Array.from({ length: count - 1 }, (_, at) => (
        { left: width - small.width, top: above + at * (small.height + gap), ...small }));
    return [{ left: 0, top: 0, width: width - small.width - gap, height }, ...strip];
}

// The own picture in the corner of the only other tile.
export function corner({ left, top, width, height }) {
    const size = Math.min(240, Math.max(112, width * 0.2));
    return {
        left: left + width - size - gap, top: top + height - size / widest - gap, width: size, height: size / widest,
    };
}

// How many tiles one page holds.
export function pageSize({ width }, everyone) {
    if (width < 600) return 4;
    return everyone ? 25 : 9;
}

export function sizeOf({ width }) {
    if (width <= 330) return "small";
    return width <= 700 ? "medium" : "large";
}
