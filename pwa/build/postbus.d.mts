export function postbusCodes(): number[];
export function encode(codes: number[]): string;
