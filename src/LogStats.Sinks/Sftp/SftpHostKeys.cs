using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LogStats.Faults;

namespace LogStats.Sinks.Sftp;

/// <summary>A key that a server shows, as <c>ssh-keyscan</c> tells it.</summary>
/// <param name="Kind">Such as <c>ssh-ed25519</c>.</param>
/// <param name="Text">The key, in base 64.</param>
internal sealed record SftpHostKey(string Kind, string Text)
{
    /// <summary>As ssh-keygen shows it.</summary>
    public string Fingerprint { get; } = $"SHA256:{Convert.ToBase64String(SHA256.HashData(Convert.FromBase64String(Text))).TrimEnd('=')}";

    public override string ToString() => $"{Fingerprint} ({Kind})";
}

/// <summary>Asks a server for its keys. What it answers is believed for nothing but a comparison.</summary>
internal static class SftpHostKeys
{
    /// <summary>What a pinned key is kept under: the name by which ssh looks for the server's.</summary>
    public const string Alias = "logstats-pinned";

    private const int MostText = 64 << 10;

    /// <summary>Those that it shows, in an order that stays; none where it cannot be reached.</summary>
    public static async Task<IReadOnlyList<SftpHostKey>> AskAsync(SftpOptions options, CancellationToken stop)
    {
        if (SftpPrograms.Find("ssh-keyscan") is not { } program)
        {
            return [];
        }

        int seconds = Math.Max(1, (int)options.ConnectTimeout.TotalSeconds);
        ProcessStartInfo start = new(program)
        {
            ArgumentList = { "-T", seconds.ToString(CultureInfo.InvariantCulture), "-p", (options.Address.Port ?? 22).ToString(CultureInfo.InvariantCulture), options.Address.Host },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        using Process process = Process.Start(start)!;
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(seconds * 2), options.Clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try
        {
            process.StandardInput.Close();
            Task<string> said = ReadAsync(process.StandardError, either.Token);
            string text = await ReadAsync(process.StandardOutput, either.Token).ConfigureAwait(false);
            _ = await said.ConfigureAwait(false);
            return [.. text.Split('\n').Select(Parse).OfType<SftpHostKey>().Distinct().OrderBy(static key => key.Kind, StringComparer.Ordinal)];
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return [];
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>A file of known hosts with the one key that has that fingerprint.</summary>
    /// <exception cref="LogStatsException">The server shows no such key, or cannot be reached.</exception>
    public static async Task PinAsync(SftpOptions options, string file, CancellationToken stop)
    {
        if (SftpPrograms.Find("ssh-keyscan") is null)
        {
            throw Fail.ProgramMissing(options.ToString(), "ssh-keyscan", "openssh-client");
        }

        IReadOnlyList<SftpHostKey> keys = await AskAsync(options, stop).ConfigureAwait(false);
        if (keys.Count == 0)
        {
            throw Fail.SinkAway(options.ToString(), "it shows no host key", "Check the name and the port, and that the server runs.");
        }

        SftpHostKey key = keys.FirstOrDefault(key => key.Fingerprint == Pin(options.Fingerprint!))
            ?? throw Fail.SinkHostKey(options.ToString(), $"none of its keys has the fingerprint {Pin(options.Fingerprint!)}", [.. keys.Select(static key => key.ToString())], SftpFaults.LookAtKeys);
        await File.WriteAllTextAsync(file, $"{Alias} {key.Kind} {key.Text}\n", stop).ConfigureAwait(false);
    }

    /// <exception cref="LogStatsException">It is no fingerprint.</exception>
    public static string Pin(string text)
    {
        string pin = text.Trim().TrimEnd('=');
        pin = pin.StartsWith("SHA256:", StringComparison.OrdinalIgnoreCase) ? $"SHA256:{pin[7..]}" : $"SHA256:{pin}";
        return pin.Length == 50 && !pin.AsSpan(7).ContainsAnyExcept("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
            ? pin : throw Fail.Value("the fingerprint", text, "SHA256: and 43 letters, as 'ssh-keygen -lf' shows it");
    }

    private static SftpHostKey? Parse(string line)
    {
        string[] words = line.TrimEnd('\r').Split(' ');
        if (words.Length < 3 || line.StartsWith('#') || words[1].Any(static letter => !char.IsAsciiLetterOrDigit(letter) && !"-@.".Contains(letter, StringComparison.Ordinal)))
        {
            return null;
        }

        try
        {
            return new SftpHostKey(words[1], words[2]);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static async Task<string> ReadAsync(StreamReader reader, CancellationToken stop)
    {
        StringBuilder text = new();
        char[] block = new char[4096];
        for (int read; text.Length < MostText && (read = await reader.ReadAsync(block, stop).ConfigureAwait(false)) > 0;)
        {
            _ = text.Append(block, 0, read);
        }

        return text.ToString();
    }
}
