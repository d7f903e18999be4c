using System.Net.Security;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LogStats.Archive;
using LogStats.Faults;
using LogStats.Receive;
using LogStats.Sinks.Tls;

namespace LogStats.Agent.Receiver;

/// <summary>The certificates that senders show: one of our authorities has to vouch for it, it has to be in time, and name a source.</summary>
internal sealed class ClientCertificates
{
    private readonly X509Certificate2Collection _authorities;
    private readonly CertificateRevocationListBuilder? _revoked;
    private readonly AlarmBook _alarms;

    /// <exception cref="LogStatsException">A file cannot be used.</exception>
    public ClientCertificates(string authorityFile, string? revokedFile, AlarmBook alarms)
    {
        _authorities = CertificateFile.ReadAll(authorityFile);
        _alarms = alarms;
        if (revokedFile is not null)
        {
            try
            {
                _revoked = CertificateRevocationListBuilder.LoadPem(File.ReadAllText(revokedFile), out BigInteger _);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
            {
                throw Fail.CertificateFile(revokedFile, error.Message, error);
            }
        }
    }

    /// <summary>The source that a certificate names: its first DNS name, else its common name; null for none that a source can have.</summary>
    public static string? NameOf(X509Certificate2 certificate)
    {
        string? name = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(static names => names.EnumerateDnsNames()).FirstOrDefault()
            ?? certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
        return ArchiveLayout.IsSource(name) ? name : null;
    }

    public bool IsGood(X509Certificate? shown, SslPolicyErrors errors)
    {
        string? wrong = shown is null ? "no certificate was shown" : Wrong((X509Certificate2)shown);
        if (wrong is null)
        {
            return true;
        }

        _alarms.Raise(ReceiveAlarmKind.Refused, "", $"a sender was turned away: {wrong}");
        return false;
    }

    private string? Wrong(X509Certificate2 certificate)
    {
        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.2"));
        return !chain.Build(certificate) ? $"its certificate is not good ({chain.ChainStatus.FirstOrDefault().Status})"
            : NameOf(certificate) is null ? "its certificate names nothing that a source can be called"
            : IsRevoked(certificate) ? $"the certificate of '{NameOf(certificate)}' was taken back" : null;
    }

    /// <summary>The list can only be asked by taking out of it, and is put back as it was.</summary>
    private bool IsRevoked(X509Certificate2 certificate)
    {
        if (_revoked is null)
        {
            return false;
        }

        lock (_revoked)
        {
            if (!_revoked.RemoveEntry(certificate.SerialNumberBytes.Span))
            {
                return false;
            }

            _revoked.AddEntry(certificate.SerialNumberBytes.Span);
            return true;
        }
    }
}
