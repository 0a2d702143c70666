/** A constructed style sheet: the page's policy allows no inline styles, and this touches nothing outside the dialog. */
export const chooserStyle = `
  :host { all: initial; }
  dialog { width: 640px; max-width: 90vw; height: 480px; max-height: 90vh; padding: 0; border: 1px solid #8a8f98; border-radius: 8px;
    font: 14px/1.45 "Inter Variable", "Segoe UI", system-ui, sans-serif; color: #1b1d21; background: #fff;
    display: grid; grid-template: auto auto 1fr auto / 160px 1fr; }
  dialog::backdrop { background: rgb(0 0 0 / 35%); }
  h2 { grid-column: 1 / -1; margin: 0; padding: 12px 16px 4px; font-size: 16px; }
  .path { grid-column: 1 / -1; display: flex; gap: 8px; align-items: center; padding: 4px 16px 10px; border-bottom: 1px solid #d8dbe0;
    overflow-wrap: anywhere; color: #4a4f57; }
  .places { padding: 8px; border-right: 1px solid #d8dbe0; background: #f5f6f8; overflow: auto; display: grid; align-content: start; gap: 2px; }
  .entries { margin: 0; padding: 8px; list-style: none; overflow: auto; }
  .none { padding: 8px; color: #4a4f57; }
  .foot { grid-column: 1 / -1; padding: 12px 16px; border-top: 1px solid #d8dbe0; display: grid; gap: 8px; }
  .buttons { display: flex; justify-content: flex-end; gap: 8px; }
  .warning { margin: 0; color: #8f1d14; }
  label { display: grid; grid-template-columns: auto 1fr; gap: 8px; align-items: center; }
  input, button { font: inherit; color: inherit; }
  input { padding: 6px 8px; border: 1px solid #8a8f98; border-radius: 4px; background: #fff; }
  button { padding: 6px 12px; border: 1px solid #8a8f98; border-radius: 4px; background: #fff; cursor: pointer; }
  button:hover { background: #eef1f5; }
  button:focus-visible, input:focus-visible { outline: 3px solid #1f5fae; outline-offset: 1px; }
  .main { background: #1f5fae; border-color: #1f5fae; color: #fff; }
  .main:hover { background: #174a89; }
  .places button, .entries button { width: 100%; text-align: left; border-color: transparent; background: transparent; }
  .places button:hover, .entries button:hover { background: #e3e8f0; }
  .folder button::before { content: "▸ "; color: #8a5a1c; }
  .folder button { font-weight: 600; }
`;
