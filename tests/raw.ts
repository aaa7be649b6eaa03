import { once } from 'node:events';
import { connect } from 'node:net';

/** Sends bytes as they are and answers everything that came back until the server hung up. */
export async function raw({ url }: { readonly url: string }, ...parts: string[]): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  let answer = '';
  socket.on('data', (data) => (answer += data.toString()));
  socket.on('error', () => {});
  for (const part of parts) socket.write(part);
  await once(socket, 'close');
  return answer;
}
