using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LogStats.Servers.Tests.RabbitMq;

/// <summary>An authority of its own, and a certificate for the name localhost that it signed, as files in PEM.</summary>
internal sealed class BrokerTls
{
    private BrokerTls(string folder, string pin) => (Folder, Pin) = (folder, pin);

    /// <summary>The pin of the broker's certificate.</summary>
    public string Pin { get; }

    public string Authority => Path.Join(Folder, "ca.pem");

    public string Certificate => Path.Join(Folder, "cert.pem");

    public string Key => Path.Join(Folder, "key.pem");

    /// <summary>A client's certificate and key in one file, signed by the same authority for the user ann.</summary>
    public string Client => Path.Join(Folder, "client.pem");

    private string Folder { get; }

    public static BrokerTls Make(string folder)
    {
        Directory.CreateDirectory(folder);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=LogStats test authority", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        using X509Certificate2 authority = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        string pin = Issue(authority, "localhost", Path.Join(folder, "cert.pem"), Path.Join(folder, "key.pem"));
        Issue(authority, "ann", Path.Join(folder, "client.pem"), Path.Join(folder, "client.key"));
        File.AppendAllText(Path.Join(folder, "client.pem"), $"\n{File.ReadAllText(Path.Join(folder, "client.key"))}");
        BrokerTls made = new(folder, pin);
        File.WriteAllText(made.Authority, authority.ExportCertificatePem());
        return made;
    }

    private static string Issue(X509Certificate2 authority, string name, string certificateFile, string keyFile)
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        using X509Certificate2 issued = request.Create(authority, authority.NotBefore, authority.NotAfter, RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(certificateFile, issued.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        return Convert.ToHexStringLower(SHA256.HashData(issued.PublicKey.ExportSubjectPublicKeyInfo()));
    }
}
