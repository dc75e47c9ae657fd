import { webcrypto } from 'node:crypto';
import { provideReflectMetadata } from './reflect-metadata';

export interface Certificate {
  caPem: string;
  certPem: string;
  keyPem: string;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const day = 86_400_000;
const made = new Map<string, Promise<Certificate>>();

/** A server certificate for the local names and `host`, signed by a CA of this process alone. */
export function certificateFor(host: string): Promise<Certificate> {
  const certificate = made.get(host) ?? makeCertificate(host);
  made.set(host, certificate);
  return certificate;
}

async function makeCertificate(host: string): Promise<Certificate> {
  // Loading the library takes a tenth of a second: only where a gateway is really started.
  provideReflectMetadata();
  const x509 = await import('@peculiar/x509');
  const validity = { notBefore: new Date(Date.now() - day), notAfter: new Date(Date.now() + 30 * day) };
  const authority = await generateKeys();
  const caName = 'CN=Simulated CC-Gateway CA';
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    name: caName,
    keys: authority,
    signingAlgorithm: algorithm,
    serialNumber: '01',
    ...validity,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(authority.publicKey),
    ],
  });
  const server = await generateKeys();
  const certificate = await x509.X509CertificateGenerator.create({
    subject: 'CN=Simulated CC-Gateway',
    issuer: caName,
    publicKey: server.publicKey,
    signingKey: authority.privateKey,
    signingAlgorithm: algorithm,
    serialNumber: '02',
    ...validity,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(alternativeNames(host)),
      await x509.AuthorityKeyIdentifierExtension.create(authority.publicKey),
    ],
  });
  const key = await webcrypto.subtle.exportKey('pkcs8', server.privateKey);
  return {
    caPem: `${ca.toString('pem')}\n`,
    certPem: certificate.toString('pem'),
    keyPem: x509.PemConverter.encode(key, 'PRIVATE KEY'),
  };
}

function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']) as Promise<webcrypto.CryptoKeyPair>;
}

function alternativeNames(host: string): { type: 'dns' | 'ip'; value: string }[] {
  const names: { type: 'dns' | 'ip'; value: string }[] = [
    { type: 'dns', value: 'localhost' },
    { type: 'ip', value: '127.0.0.1' },
    { type: 'ip', value: '::1' },
  ];
  if (!names.some((name) => name.value === host) && host !== '0.0.0.0' && host !== '::')
    names.push({ type: /^[0-9.]+$|:/.test(host) ? 'ip' : 'dns', value: host });
  return names;
}
