export function fillRows(name: string, table: string, text: string): Promise<void>;
export function outAndIn(name: string): Promise<{ out: number; in: number; bytes: number; rows: number }>;
