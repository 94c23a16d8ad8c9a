/**
 * The pieces of a response as they come. Its stream cannot be iterated itself in every browser (Safari).
 * @param {Response} response
 * @returns {AsyncGenerator<Uint8Array<ArrayBuffer>, void, void>}
 */
export async function* piecesOf(response) {
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) yield part.value;
}
