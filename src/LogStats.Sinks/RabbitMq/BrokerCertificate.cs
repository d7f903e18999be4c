using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LogStats.Faults;
using LogStats.Sinks.Tls;

namespace LogStats.Sinks.RabbitMq;

/// <summary>
/// Whether a broker's certificate is believed, by the rules of <see cref="TlsTrust"/>: the client library opens the secure stream
/// itself and asks only at the end, so that an authority of one's own is looked for here.
/// </summary>
internal sealed class BrokerCertificate
{
    private readonly byte[]? _pin;
    private readonly X509Certificate2Collection? _authorities;

    /// <exception cref="LogStatsException">The text is no pin, or the file holds no certificate.</exception>
    public BrokerCertificate(string? pin, string? authorityFile = null)
    {
        _pin = pin is null ? null : CertificatePin.Parse(pin);
        _authorities = authorityFile is null ? null : CertificateFile.ReadAll(authorityFile);
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
        byte[] pin = CertificatePin.Of(shown);
        SslPolicyErrors left = _authorities is null || _pin is not null ? errors : Judge(shown, errors, shownChain);
        bool good = _pin is null ? left == SslPolicyErrors.None : CryptographicOperations.FixedTimeEquals(pin, _pin);
        Reason = good ? "" : $"{Why(left)}; the pin of its public key is {CertificatePin.Text(pin)}";
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
}
