import { createParser } from 'eventsource-parser';
import * as z from 'zod';
import { type AnswerSoFar, type Endpoint, type JsonObject, NOTHING_YET } from './providers/provider.ts';

/** The last event of a stream can hold the whole answer once more. Of what is larger the usage stays unknown. */
const MOST_CHARACTERS = 64 * 1024 ** 2;

/** Looks at an answer while it passes. It never holds the answer back and never fails. */
export interface AnswerReader {
  take(chunk: Uint8Array): void;
  /** What a stream has told by now; a JSON answer tells all at its end. */
  soFar(): AnswerSoFar;
  end(): AnswerSoFar;
}

export function createAnswerReader(endpoint: Endpoint, contentType: string): AnswerReader {
  const isStream = contentType.toLowerCase().startsWith('text/event-stream');
  return isStream ? streamReader(endpoint) : jsonReader(endpoint);
}

function streamReader(endpoint: Endpoint): AnswerReader {
  const decoder = new TextDecoder();
  let soFar = NOTHING_YET;
  let isBroken = false;
  const parser = createParser({
    maxBufferSize: MOST_CHARACTERS,
    onEvent: ({ data }) => {
      soFar = readPart(endpoint, soFar, data);
    },
    onError: ({ type }) => {
      if (type === 'max-buffer-size-exceeded') isBroken = true;
    },
  });
  return {
    take: (chunk) => {
      if (!isBroken) parser.feed(decoder.decode(chunk, { stream: true }));
    },
    soFar: () => soFar,
    end: () => soFar,
  };
}

function jsonReader(endpoint: Endpoint): AnswerReader {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  return {
    take: (chunk) => {
      bytes += chunk.byteLength;
      if (bytes <= MOST_CHARACTERS) chunks.push(chunk);
      else chunks.length = 0;
    },
    soFar: () => NOTHING_YET,
    end: () => readPart(endpoint, NOTHING_YET, Buffer.concat(chunks).toString('utf8')),
  };
}

function readPart(endpoint: Endpoint, soFar: AnswerSoFar, text: string): AnswerSoFar {
  if (text === STREAM_END) return endpoint.readAnswer(soFar, { type: STREAM_END });
  return partsIn(text).reduce((before, part) => endpoint.readAnswer(before, part), soFar);
}

/** How OpenAI's chat completions end: no JSON. */
export const STREAM_END = '[DONE]';

const partSchema = z.record(z.string(), z.unknown());
/** Gemini streams an array if it is not asked for events. */
const partsSchema = z.union([z.array(partSchema), partSchema.transform((part) => [part])]);

function partsIn(text: string): readonly JsonObject[] {
  try {
    return partsSchema.safeParse(JSON.parse(text)).data ?? [];
  } catch {
    return [];
  }
}
