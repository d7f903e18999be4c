using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace LogStats.Sinks.Tests.Mail;

/// <summary>
/// A mail server that does what no real one does when asked: it answers by script, falls silent at a step, hangs up, or
/// slips text in before TLS. What it took for a mail stands in <see cref="Mails"/>.
/// </summary>
internal sealed class ScriptedMailServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _talks = [];
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly Task _accepting;

    public ScriptedMailServer(int port = 0)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>What it says that it can, behind its name.</summary>
    public string[] Offer { get; init; } = ["SIZE 1000000"];

    /// <summary>Another answer to a command; null for the usual one, an empty text for silence, "-" to hang up.</summary>
    public Func<string, string?> Answer { get; set; } = static _ => null;

    public string Greeting { get; init; } = "220 scripted";

    /// <summary>With one, STARTTLS works.</summary>
    public X509Certificate2? Certificate { get; init; }

    public bool Implicit { get; init; }

    /// <summary>Every command, over all connections, with "TLS" where that began.</summary>
    public List<string> Commands { get; } = [];

    public List<(string[] To, byte[] Content)> Mails { get; } = [];

    public static X509Certificate2 NewCertificate(string name = "localhost")
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    public static string Pin(X509Certificate2 certificate)
        => Convert.ToHexStringLower(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));

    /// <summary>Until so many mails more than were waited for have come.</summary>
    public async Task MailsAsync(int count)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        for (int come = 0; come < count; come++)
        {
            await _arrived.WaitAsync(limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _accepting; // It still listens: a listener that is gone would be a fault of whoever accepts.
        _listener.Dispose();
        await Task.WhenAll(_talks);
        _arrived.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_end.Token);
                _talks.Add(TalkAsync(client));
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException)
        {
            // The end.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                Stream stream = client.GetStream();
                if (Implicit)
                {
                    stream = await SecureAsync(stream);
                }

                await SayAsync(stream, Greeting);
                await CommandsAsync(stream);
            }
            catch (Exception over) when (over is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
            {
                // The other side hung up, or the test is over.
            }
        }
    }

    private async Task CommandsAsync(Stream stream)
    {
        List<string> to = [];
        while (await LineAsync(stream) is { } bytes)
        {
            string line = Encoding.ASCII.GetString(bytes);
            lock (Commands)
            {
                Commands.Add(line);
            }

            string verb = line.Split(' ', ':')[0];
            string answer = Answer(line) ?? verb switch
            {
                "EHLO" => string.Join("\r\n", Offer.Prepend("scripted").Select((word, at) => at == Offer.Length ? $"250 {word}" : $"250-{word}")),
                "STARTTLS" => "220 go",
                "AUTH" => line.StartsWith("AUTH PLAIN", StringComparison.Ordinal) ? "235 welcome" : "334 go on",
                "DATA" => "354 go",
                "QUIT" => "221 bye",
                _ => "250 ok",
            };
            if (answer.Length == 0)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _end.Token);
            }

            if (answer == "-")
            {
                return;
            }

            if (verb == "MAIL")
            {
                to.Clear();
            }
            else if (verb == "RCPT" && answer[0] == '2')
            {
                to.Add(line[(line.IndexOf('<') + 1)..line.LastIndexOf('>')]);
            }

            await SayAsync(stream, answer);
            if (verb == "STARTTLS" && Certificate is not null && answer.StartsWith("220", StringComparison.Ordinal))
            {
                stream = await SecureAsync(stream);
            }
            else if (verb == "DATA" && answer == "354 go" && !await MailAsync(stream, [.. to]))
            {
                return;
            }
        }
    }

    private async Task<bool> MailAsync(Stream stream, string[] to)
    {
        MemoryStream content = new();
        while (await LineAsync(stream) is { } line)
        {
            if (line is [(byte)'.'])
            {
                string answer = Answer(".") ?? "250 taken";
                if (answer == "-")
                {
                    return false;
                }

                if (answer.Length == 0)
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _end.Token);
                }

                if (answer[0] == '2')
                {
                    lock (Mails)
                    {
                        Mails.Add((to, content.ToArray()));
                    }

                    _arrived.Release();
                }

                await SayAsync(stream, answer);
                return true;
            }

            content.Write(line is [(byte)'.', ..] ? line.AsSpan(1) : line);
            content.Write("\r\n"u8);
        }

        return false;
    }

    private async Task<Stream> SecureAsync(Stream stream)
    {
        SslStream secure = new(stream);
        await secure.AuthenticateAsServerAsync(Certificate!);
        lock (Commands)
        {
            Commands.Add("TLS");
        }

        return secure;
    }

    private ValueTask SayAsync(Stream stream, string text) => stream.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n"), _end.Token);

    private async Task<byte[]?> LineAsync(Stream stream)
    {
        List<byte> line = [];
        byte[] one = new byte[1];
        while (await stream.ReadAsync(one, _end.Token) > 0)
        {
            if (one[0] == '\n')
            {
                return [.. line.Take(line.Count - 1)];
            }

            line.Add(one[0]);
        }

        return null;
    }
}
