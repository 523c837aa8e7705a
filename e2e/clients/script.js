// A script is what a case has a client do: a list of steps, each a plain object, so that clients in
// other processes and other languages can be told the same. Every step leaves one result in a form
// that says what the client got, and nothing about how it got it.
//
//   { tools: true }                          the names of the tools
//   { call: NAME, with: {…} }                a tool call
//   { call: …, progress: true }              also whether progress messages came
//   { call: …, refused: true }               a call that has to fail, in whatever words
//   { resources: true } { read: URI }        resources
//   { prompts: true } { prompt: NAME, with } prompts
//
// A client in this process tells what it got at once where a step has `got: (result) => …`.
//
// A step with `extra: true` may be left out by a client for which steps are dear, one with
// `rich: true` by a client that takes nothing but text.

export const toolNames = ({ tools }) => tools.map(({ name }) => name).sort();
export const resourceUris = ({ resources }) => resources.map(({ uri }) => uri).sort();
export const promptNames = ({ prompts }) => prompts.map(({ name }) => name).sort();

export const calledResult = ({ content, structuredContent, isError }) => ({
  content: content.map(contentResult),
  ...(structuredContent === undefined ? {} : { structured: structuredContent }),
  ...(isError ? { isError } : {}),
});

export const readResult = ({ contents }) => contents.map(contentsResult);
export const promptResult = ({ messages }) =>
  messages.map(({ role, content }) => ({ role, ...contentResult(content) }));

function contentResult(content) {
  switch (content.type) {
    case 'text':
      return { text: content.text };
    case 'resource':
      return { resource: contentsResult(content.resource) };
    case 'resource_link':
      return { link: content.uri };
    default:
      return { [content.type]: content.mimeType, size: content.data?.length };
  }
}

const contentsResult = ({ uri, text, blob }) => ({
  uri,
  ...(text === undefined ? { size: blob.length } : { text }),
});

/** The one word that is left of a result that had to be a refusal, or the result itself. */
export function refusal(result) {
  return result.isError || result.error !== undefined ? 'refused' : result;
}
