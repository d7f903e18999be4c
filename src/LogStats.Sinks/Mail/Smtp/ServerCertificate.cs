using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LogStats.Faults;

namespace LogStats.Sinks.Mail.Smtp;

/// <summary>
/// Whether a server's certificate is believed: as the system says; or, where a pin was given, if its public key has that
/// pin and for no other reason. There is no way to believe any certificate.
/// </summary>
internal sealed class ServerCertificate
{
    private const string Base64Mark = "sha256//";

    private readonly byte[]? _pin;

    /// <exception cref="LogStatsException">The text is no pin.</exception>
    public ServerCertificate(string? pin) => _pin = pin is null ? null : Parse(pin);

    /// <summary>Why the last one was not believed, and its pin.</summary>
    public string Reason { get; private set; } = "it showed no certificate";

    public bool Check(X509Certificate? certificate, SslPolicyErrors errors)
    {
        if (certificate is null)
        {
            Reason = "it showed no certificate";
            return false;
        }

        using X509Certificate2 shown = new(certificate);
        byte[] pin = SHA256.HashData(shown.PublicKey.ExportSubjectPublicKeyInfo());
        bool good = _pin is null ? errors == SslPolicyErrors.None : CryptographicOperations.FixedTimeEquals(pin, _pin);
        Reason = good ? "" : $"{Why(errors)}; the pin of its public key is {Convert.ToHexStringLower(pin)}";
        return good;
    }

    private string Why(SslPolicyErrors errors) => _pin is not null ? "its public key has another pin"
        : errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? "its certificate is for another name"
        : "nobody whom this machine trusts vouches for its certificate, or it is out of date";

    private static byte[] Parse(string text)
    {
        bool marked = text.StartsWith(Base64Mark, StringComparison.Ordinal);
        string bare = marked ? text[Base64Mark.Length..] : text.Replace(":", "", StringComparison.Ordinal);
        byte[] pin = new byte[SHA256.HashSizeInBytes];
        if (!marked && bare.Length == pin.Length * 2
            && Convert.FromHexString(bare, pin, out _, out _) == System.Buffers.OperationStatus.Done)
        {
            return pin;
        }

        return Convert.TryFromBase64String(bare, pin, out int length) && length == pin.Length
            ? pin
            : throw Fail.Value("the pin of a certificate", Scan.LineText.Show(text), "SHA-256 of its public key: 64 hexadecimal digits, or base64");
    }
}
