import { webcrypto } from 'node:crypto';
import { certificateFor } from '../../../src/simulator/certificate';

const DAY_MS = 86_400_000;

/** A certificate for 127.0.0.1 that signs itself, valid until so many days from now. */
export async function selfSigned(days: number): Promise<{ key: string; cert: string }> {
  // It loads the library in the way that this needs.
  await certificateFor('127.0.0.1');
  const x509 = await import('@peculiar/x509');
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=self-signed',
    keys,
    signingAlgorithm: algorithm,
    serialNumber: '03',
    notBefore: new Date(Date.now() - 30 * DAY_MS),
    notAfter: new Date(Date.now() + days * DAY_MS),
    extensions: [new x509.SubjectAlternativeNameExtension([{ type: 'ip', value: '127.0.0.1' }])],
  });
  const exported = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  const key = `-----BEGIN PRIVATE KEY-----\n${exported}\n-----END PRIVATE KEY-----\n`;
  return { key, cert: certificate.toString('pem') };
}
