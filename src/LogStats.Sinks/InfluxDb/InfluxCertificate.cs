using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LogStats.Faults;

namespace LogStats.Sinks.InfluxDb;

/// <summary>
/// Whether a server's certificate is believed: as the system says; or, where a pin was given, if its public key has that
/// pin and for no other reason. There is no way to believe any certificate.
/// </summary>
internal sealed class InfluxCertificate
{
    private readonly byte[]? _pin;

    /// <exception cref="LogStatsException">The text is no pin. It is not repeated.</exception>
    public InfluxCertificate(string? pin) => _pin = pin is null ? null : Parse(pin);

    /// <summary>The pin of the last certificate that was not believed.</summary>
    public string? Refused { get; private set; }

    public bool Check(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null)
        {
            return false;
        }

        using X509Certificate2 shown = new(certificate);
        byte[] pin = SHA256.HashData(shown.PublicKey.ExportSubjectPublicKeyInfo());
        bool good = _pin is null ? errors == SslPolicyErrors.None : CryptographicOperations.FixedTimeEquals(pin, _pin);
        Refused = good ? null : Convert.ToHexStringLower(pin);
        return good;
    }

    private static byte[] Parse(string text)
    {
        string bare = text.StartsWith("sha256//", StringComparison.Ordinal) ? text["sha256//".Length..] : text.Replace(":", "", StringComparison.Ordinal);
        byte[] pin = new byte[SHA256.HashSizeInBytes];
        if (bare.Length == pin.Length * 2 && Convert.FromHexString(bare, pin, out _, out _) == System.Buffers.OperationStatus.Done)
        {
            return pin;
        }

        return Convert.TryFromBase64String(bare, pin, out int length) && length == pin.Length
            ? pin
            : throw Fail.Value("the pin of a certificate", text, "SHA-256 of its public key: 64 hexadecimal digits, or base64");
    }
}
