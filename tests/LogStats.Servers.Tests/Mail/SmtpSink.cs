using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace LogStats.Servers.Tests.Mail;

/// <summary>A real mail server on a loopback port, in a folder of its own, that can be killed and started again.</summary>
internal sealed class SmtpSink : IAsyncDisposable
{
    public const string Python = "/usr/bin/python3";
    public const string Password = "not-a-secret";

    private readonly string[] _options;
    private Process? _process;

    private SmtpSink(string[] options) => _options = options;

    public string Root { get; } = Directory.CreateTempSubdirectory("logstats-mail-").FullName;

    public int Port { get; } = Loopback.FreePort();

    public string Spool => Path.Join(Root, "spool");

    /// <summary>The pin of the certificate that it shows, where it shows one.</summary>
    public string? Pin { get; private set; }

    private string Inbox => Path.Join(Root, "inbox");

    /// <param name="tls">With a certificate.</param>
    /// <param name="start">Whether it runs at once.</param>
    /// <param name="options">As smtp_sink.py takes them.</param>
    public static async Task<SmtpSink> StartAsync(bool tls = false, bool start = true, params string[] options)
    {
        SmtpSink sink = new(options);
        Directory.CreateDirectory(sink.Inbox);
        if (tls)
        {
            sink.MakeCertificate();
        }

        if (start)
        {
            await sink.StartAgainAsync();
        }

        return sink;
    }

    public async Task StartAgainAsync()
    {
        string[] certificate = Pin is null ? [] : ["--certificate", Path.Join(Root, "cert.pem"), Path.Join(Root, "key.pem")];
        _process = Programs.Start(Python, [Script("smtp_sink.py"), Inbox, $"{Port}", .. certificate, .. _options]);
        if (await _process.StandardOutput.ReadLineAsync() != "READY")
        {
            throw new InvalidOperationException(await _process.StandardError.ReadToEndAsync());
        }
    }

    /// <summary>As the kernel does.</summary>
    public async Task KillAsync()
    {
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
            _process = null;
        }
    }

    /// <summary>What it keeps, in the order in which it came, as Python reads it.</summary>
    public async Task<IReadOnlyList<ReadMail>> MailsAsync()
    {
        string[] names = [.. Directory.GetFiles(Inbox, "*.json").OrderBy(File.GetLastWriteTimeUtc).ThenBy(static name => name, StringComparer.Ordinal)];
        IReadOnlyList<ReadMail> mails = await ReadAsync(names.Select(static name => Path.ChangeExtension(name, ".eml")));
        return [.. mails.Select((mail, at) => mail with { Envelope = JsonSerializer.Deserialize<MailEnvelopeFacts>(File.ReadAllText(names[at]))! })];
    }

    /// <summary>Until the mails that came are as expected.</summary>
    public async Task UntilAsync(Func<IReadOnlyList<ReadMail>, bool> isSo)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(2));
        while (!isSo(await MailsAsync()))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
        }
    }

    public static async Task<IReadOnlyList<ReadMail>> ReadAsync(IEnumerable<string> files)
    {
        using Process reader = Programs.Start(Python, [Script("read_mails.py"), .. files]);
        Task<string> errors = reader.StandardError.ReadToEndAsync();
        List<ReadMail> mails = [];
        while (await reader.StandardOutput.ReadLineAsync() is { } line)
        {
            mails.Add(JsonSerializer.Deserialize<ReadMail>(line)!);
        }

        await reader.WaitForExitAsync();
        return reader.ExitCode == 0 ? mails : throw new InvalidOperationException(await errors);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(Root, recursive: true);
    }

    private void MakeCertificate()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        File.WriteAllText(Path.Join(Root, "cert.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Join(Root, "key.pem"), key.ExportPkcs8PrivateKeyPem());
        Pin = Convert.ToHexStringLower(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));
    }

    private static string Script(string name) => Path.Join(AppContext.BaseDirectory, "Mail", name);
}
