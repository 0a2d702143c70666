/** Wait until the window has painted what was last set; 50 ms at most, since a hidden window paints nothing. */
export const nextPaint = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 50);
    // Absent outside a page.
    globalThis.requestAnimationFrame?.(() => setTimeout(resolve));
  });
