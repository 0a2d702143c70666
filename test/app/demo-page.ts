export interface DemoStep {
  readonly title: string;
  readonly facts: readonly string[];
  readonly pictures: readonly string[];
  readonly good: boolean;
}

/** The page that shows what the demo did, with its pictures and files beside it. */
export function demoPage(
  steps: readonly DemoStep[],
  files: readonly { readonly name: string; readonly bytes: number }[],
): string {
  const good = steps.filter((step) => step.good).length;
  return `<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<title>Sổ Cán bộ: chạy thử</title>
<style>
  body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a }
  img { width: 100%; border: 1px solid #ccc; border-radius: 6px; margin: .5rem 0 }
  li p { margin: .2rem 0; white-space: pre-wrap } .wrong { color: #a00 } table { border-collapse: collapse }
  td { padding: .15rem 1rem .15rem 0 } td:last-child { text-align: right }
</style>
<h1>Sổ Cán bộ: một chuyến trọn vẹn</h1>
<p><strong>${good} / ${steps.length} bước đúng.</strong> Người và hồ sơ ở đây đều hư cấu.</p>
<ol>
${steps
  .map(
    ({ title, facts, pictures, good: right }) => `<li class="${right ? "" : "wrong"}"><h2>${escaped(title)}</h2>
${facts.map((fact) => `<p>${escaped(fact)}</p>`).join("\n")}
${pictures.map((name) => `<img src="${name}.png" alt="${escaped(title)}" loading="lazy">`).join("\n")}</li>`,
  )
  .join("\n")}
</ol>
<h2>Tệp để lại</h2>
<table>${files.map(({ name, bytes }) => `<tr><td><a href="${name}">${escaped(name)}</a></td><td>${bytes.toLocaleString("vi")} byte</td></tr>`).join("\n")}</table>
</html>
`;
}

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign] ?? sign);
