export function schemaTypes(): string;
