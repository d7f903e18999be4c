using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LogStats.Faults;

namespace LogStats.Sinks.Tls;

/// <summary>
/// Whether a server's certificate is believed: as the system says; where the file of an authority was given, if that authority
/// signed it for this name; or, where a pin was given, if its public key has that pin and for no other reason. There is no way
/// to believe any certificate.
/// </summary>
internal sealed class ServerCertificate
{
    private const string Base64Mark = "sha256//";

    private readonly byte[]? _pin;
    private readonly X509Certificate2Collection? _authorities;

    /// <exception cref="LogStatsException">The text is no pin, or the file holds no certificate.</exception>
    public ServerCertificate(string? pin, string? authorityFile = null)
    {
        _pin = pin is null ? null : Parse(pin);
        _authorities = authorityFile is null ? null : Read(authorityFile);
    }

    /// <summary>Why the last one was not believed, and its pin.</summary>
    public string Reason { get; private set; } = "it showed no certificate";

    public bool Check(X509Certificate? certificate, SslPolicyErrors errors, X509Chain? shownChain = null)
    {
        if (certificate is null)
        {
            Reason = "it showed no certificate";
            return false;
        }

        using X509Certificate2 shown = new(certificate);
        byte[] pin = SHA256.HashData(shown.PublicKey.ExportSubjectPublicKeyInfo());
        SslPolicyErrors left = _authorities is null || _pin is not null ? errors : Judge(shown, errors, shownChain);
        bool good = _pin is null ? left == SslPolicyErrors.None : CryptographicOperations.FixedTimeEquals(pin, _pin);
        Reason = good ? "" : $"{Why(left)}; the pin of its public key is {Convert.ToHexStringLower(pin)}";
        return good;
    }

    /// <summary>What is wrong with it if this authority is the only one that counts.</summary>
    private SslPolicyErrors Judge(X509Certificate2 shown, SslPolicyErrors errors, X509Chain? shownChain)
    {
        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities!);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        foreach (X509ChainElement between in shownChain?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            _ = chain.ChainPolicy.ExtraStore.Add(between.Certificate);
        }

        return chain.Build(shown) ? errors & ~SslPolicyErrors.RemoteCertificateChainErrors : errors | SslPolicyErrors.RemoteCertificateChainErrors;
    }

    private string Why(SslPolicyErrors errors) => _pin is not null ? "its public key has another pin"
        : errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? "its certificate is for another name"
        : _authorities is not null ? "the given authority did not sign its certificate, or it is out of date"
        : "nobody whom this machine trusts vouches for its certificate, or it is out of date";

    private static X509Certificate2Collection Read(string file)
    {
        X509Certificate2Collection found = [];
        try
        {
            found.ImportFromPemFile(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw Fail.Value("the file of an authority", file, "a file that this account may read, with certificates in PEM");
        }

        return found.Count > 0 ? found : throw Fail.Value("the file of an authority", file, "certificates in PEM");
    }

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
