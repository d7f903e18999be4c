using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LogStats.Faults;

namespace LogStats.Sinks.Tls;

/// <summary>
/// Whether a server's certificate is believed: as the system says; or, where own authorities were given, if one of these
/// vouches for it; or, where a pin was given, if its public key has that pin and for no other reason. There is no way to
/// believe any certificate. Whether one was revoked is not asked. One is for one server.
/// </summary>
internal sealed class TlsTrust
{
    private readonly byte[]? _pin;
    private readonly X509Certificate2Collection? _authorities;
    private readonly SslStreamCertificateContext? _own;

    /// <param name="pin">The pin of the server's key.</param>
    /// <param name="authorityFile">A PEM file of authorities that are believed in place of the system's.</param>
    /// <param name="certificateFile">A PEM file with the certificate that we show, if the server wants one.</param>
    /// <param name="keyFile">Its key; in the same file if left out.</param>
    /// <exception cref="LogStatsException">The pin is none, or a file cannot be used.</exception>
    public TlsTrust(string? pin, string? authorityFile = null, string? certificateFile = null, string? keyFile = null)
    {
        _pin = pin is null ? null : CertificatePin.Parse(pin);
        _authorities = authorityFile is null ? null : CertificateFile.ReadAll(authorityFile);
        _own = certificateFile is not null ? CertificateFile.ReadOwn(certificateFile, keyFile)
            : keyFile is null ? null
            : throw Fail.Value("the key of a certificate", keyFile, "a key together with its certificate");
    }

    /// <summary>Why the last certificate was not believed; null where one was, or none came so far.</summary>
    public string? Reason { get; private set; }

    /// <summary>The pin of the last certificate that was not believed.</summary>
    public string? Refused { get; private set; }

    /// <summary>How to speak TLS with a server of that name. An HTTP client fills the name in itself.</summary>
    public SslClientAuthenticationOptions Options(string? host = null)
    {
        SslClientAuthenticationOptions options = new()
        {
            TargetHost = host,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            RemoteCertificateValidationCallback = Check,
            ClientCertificateContext = _own,
        };
        if (_authorities is not null)
        {
            options.CertificateChainPolicy = OwnAuthorities(_authorities);
        }

        return options;
    }

    /// <summary>
    /// What a library asks that opens the secure stream itself, and takes no authorities of ours: whether one of these vouches for
    /// the certificate is looked for here.
    /// </summary>
    public bool Check(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null || _authorities is null || _pin is not null)
        {
            return Check(this, certificate, chain, errors);
        }

        using X509Certificate2 shown = new(certificate);
        using X509Chain ours = new() { ChainPolicy = OwnAuthorities(_authorities) };
        foreach (X509ChainElement between in chain?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            _ = ours.ChainPolicy.ExtraStore.Add(between.Certificate);
        }

        return Check(this, certificate, chain, ours.Build(shown)
            ? errors & ~SslPolicyErrors.RemoteCertificateChainErrors
            : errors | SslPolicyErrors.RemoteCertificateChainErrors);
    }

    /// <summary>What to tell of a handshake that failed.</summary>
    public LogStatsException Fault(string target, Exception error) => Refused is null
        ? Fail.SinkCertificate(target, Reason ?? error.Message.TrimEnd('.'),
            "Check that the port speaks TLS, and that the server does not want a certificate of ours.", error)
        : Fail.SinkCertificate(target, Reason!,
            $"Have the certificate signed by somebody who is trusted here; or, once you have seen on the server that it is its own, give its pin: {Refused}", error);

    private bool Check(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        (Reason, Refused) = (null, null);
        if (certificate is null)
        {
            Reason = "it showed no certificate";
            return false;
        }

        using X509Certificate2 shown = new(certificate);
        byte[] pin = CertificatePin.Of(shown);
        if (_pin is null ? errors == SslPolicyErrors.None : CryptographicOperations.FixedTimeEquals(pin, _pin))
        {
            return true;
        }

        (Reason, Refused) = (Why(errors), CertificatePin.Text(pin));
        return false;
    }

    private static X509ChainPolicy OwnAuthorities(X509Certificate2Collection authorities)
    {
        X509ChainPolicy policy = new()
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }

    private string Why(SslPolicyErrors errors) => _pin is not null ? "its public key has another pin"
        : errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? "its certificate is for another name"
        : _authorities is not null ? "none of the given authorities vouches for its certificate, or it is out of date"
        : "nobody whom this machine trusts vouches for its certificate, or it is out of date";
}
