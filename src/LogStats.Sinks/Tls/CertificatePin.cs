using System.Buffers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LogStats.Faults;
using LogStats.Scan;

namespace LogStats.Sinks.Tls;

/// <summary>SHA-256 of the public key of a certificate: it stays where a certificate is renewed with the same key.</summary>
internal static class CertificatePin
{
    private const string Base64Mark = "sha256//";

    public static byte[] Of(X509Certificate2 certificate) => SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo());

    public static string Text(byte[] pin) => Convert.ToHexStringLower(pin);

    /// <summary>64 hexadecimal digits, with colons or without; or base64, with <c>sha256//</c> before it or without.</summary>
    /// <exception cref="LogStatsException">The text is no pin.</exception>
    public static byte[] Parse(string text)
    {
        bool marked = text.StartsWith(Base64Mark, StringComparison.Ordinal);
        string bare = marked ? text[Base64Mark.Length..] : text.Replace(":", "", StringComparison.Ordinal);
        byte[] pin = new byte[SHA256.HashSizeInBytes];
        if (!marked && bare.Length == pin.Length * 2 && Convert.FromHexString(bare, pin, out _, out _) == OperationStatus.Done)
        {
            return pin;
        }

        return Convert.TryFromBase64String(bare, pin, out int length) && length == pin.Length
            ? pin
            : throw Fail.Value("the pin of a certificate", LineText.Show(text), "SHA-256 of its public key: 64 hexadecimal digits, or base64");
    }
}
