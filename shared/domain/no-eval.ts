import { z } from "zod";

/** Imported first in the page and in its worker: their policy forbids eval, which zod would otherwise try. */
z.config({ jitless: true });
