using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LogStats.Faults;

namespace LogStats.Sinks.Tls;

/// <summary>Certificates and keys out of PEM files. What is in such a file is never repeated in a message.</summary>
public static class CertificateFile
{
    /// <summary>All certificates of a file, of which one at least is there.</summary>
    /// <exception cref="LogStatsException">The file cannot be read, or holds none.</exception>
    public static X509Certificate2Collection ReadAll(string path)
    {
        X509Certificate2Collection all = [];
        try
        {
            all.ImportFromPemFile(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw Fail.CertificateFile(path, error.Message, error);
        }

        return all.Count > 0 ? all : throw Fail.CertificateFile(path, "it holds no certificate");
    }

    /// <summary>Who we are: the first certificate of a file with its key, and behind it those that vouch for it.</summary>
    /// <param name="path">The certificates, our own first.</param>
    /// <param name="keyPath">Its key, not encrypted; null: in the same file.</param>
    /// <exception cref="LogStatsException">A file cannot be read, or the key is not the certificate's.</exception>
    public static SslStreamCertificateContext ReadOwn(string path, string? keyPath)
    {
        X509Certificate2Collection others = ReadAll(path);
        others.RemoveAt(0);
        try
        {
            using X509Certificate2 own = X509Certificate2.CreateFromPemFile(path, keyPath ?? path);

            // Windows takes no key that lives in memory alone.
            X509Certificate2 kept = X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pkcs12), null);
            return SslStreamCertificateContext.Create(kept, others, offline: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw Fail.CertificateFile(keyPath ?? path, error.Message, error);
        }
    }
}
