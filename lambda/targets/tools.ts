import * as v from 'valibot';
import { ok, rejected, retryLater, unknown } from '../../lib/model/contracts/target-result';
import { parseWriteMarker } from '../../lib/model/names';
import { documentMarkdown, markdownText, noteMarkdown } from '../../lib/render/markdown';
import { documentPlain, notePlain } from '../../lib/render/plain';
import { line, plain, truncated } from '../../lib/render/text';
import { judge, send } from './http';
import { jsonApi } from './json-api';
import { apiUrl, checkedSettings, required } from './settings';
import { untouched } from './untouched';
import { withSecrets } from './with-secret';

/**
 * What our own targets are made with, for those of others: their one file imports nothing. Of valibot there is what describes answers and
 * settings; all of it would be ten times as large. Several targets share them: none changes them for the others.
 */
export const tools = Object.freeze({
  /** Parts of valibot (https://valibot.dev). */
  v: Object.freeze({
    array: v.array,
    boolean: v.boolean,
    literal: v.literal,
    nullish: v.nullish,
    number: v.number,
    object: v.object,
    optional: v.optional,
    pipe: v.pipe,
    record: v.record,
    regex: v.regex,
    strictObject: v.strictObject,
    string: v.string,
    unknown: v.unknown,
  }),
  /** Settings. */
  apiUrl,
  checkedSettings,
  required,
  /** Calls, bounded and judged. */
  jsonApi,
  judge,
  send,
  withSecrets,
  /** What became of a call. */
  ok,
  rejected,
  retryLater,
  unknown,
  /** Texts; what comes from outside formats nothing in them. */
  documentMarkdown,
  documentPlain,
  line,
  markdownText,
  noteMarkdown,
  notePlain,
  plain,
  truncated,
  /** Our own writes, and those of people. */
  parseWriteMarker,
  untouched,
});

export type TargetTools = typeof tools;
