using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LogStats.Archive;
using LogStats.Faults;

namespace LogStats.Agent.Receiver;

/// <summary>Who may send, by token. Tokens are kept as hashes only, and never appear in a message.</summary>
internal sealed class TokenBook
{
    private const string HashMark = "sha256:";
    private const string Expected = "'source token' or 'source sha256:HEX', perhaps with 'until=2027-01-31' behind";

    private readonly Dictionary<UInt128, Entry> _entries = [];

    public int Count => _entries.Count;

    /// <summary>Reads lines of <c>source token</c> or <c>source sha256:HEX</c>, perhaps with <c>until=DATE</c>; '#' begins a remark.</summary>
    /// <exception cref="LogStatsException">It cannot be read, others may read it too, or a line is something else.</exception>
    public static TokenBook Read(string path)
    {
        string[] lines;
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.GroupWrite)) != 0)
            {
                throw Fail.SecretReadable(path);
            }

            lines = File.ReadAllLines(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Fail.FileOpen(path, error);
        }

        TokenBook book = new();
        for (int index = 0; index < lines.Length; index++)
        {
            string line = lines[index].Trim();
            if (line.Length > 0 && line[0] != '#' && !book.Add(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)))
            {
                throw Fail.TokenLine(path, index + 1, Expected);
            }
        }

        return book;
    }

    /// <summary>The source whose token it is, and whether it is still good; null for no source's.</summary>
    public string? Find(ReadOnlySpan<char> token, DateTimeOffset now, out bool isExpired)
    {
        isExpired = false;
        Span<byte> bytes = stackalloc byte[512];
        if (token.IsEmpty || !Encoding.UTF8.TryGetBytes(token, bytes, out int length))
        {
            return null;
        }

        // What is looked up is a hash: how long that takes tells nothing about any token.
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _ = SHA256.HashData(bytes[..length], hash);
        if (!_entries.TryGetValue(KeyOf(hash), out Entry? entry) || !CryptographicOperations.FixedTimeEquals(hash, entry.Hash))
        {
            return null;
        }

        isExpired = entry.Until is { } until && now >= until;
        return entry.Source;
    }

    private static UInt128 KeyOf(ReadOnlySpan<byte> hash) => System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(hash);

    private bool Add(string[] words)
    {
        if (words.Length is < 2 or > 3 || !ArchiveLayout.IsSource(words[0]) || words[1].Length > 400)
        {
            return false;
        }

        DateTimeOffset? until = null;
        if (words.Length == 3)
        {
            if (!words[2].StartsWith("until=", StringComparison.Ordinal) || !DateTimeOffset.TryParse(words[2].AsSpan(6), CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset parsed))
            {
                return false;
            }

            // A day is good to its end.
            until = words[2].Length == "until=2027-01-31".Length ? parsed.AddDays(1) : parsed;
        }

        byte[] hash = new byte[SHA256.HashSizeInBytes];
        if (!words[1].StartsWith(HashMark, StringComparison.Ordinal))
        {
            hash = SHA256.HashData(Encoding.UTF8.GetBytes(words[1]));
        }
        else if (Convert.FromHexString(words[1].AsSpan(HashMark.Length), hash, out _, out int written) != System.Buffers.OperationStatus.Done || written != hash.Length)
        {
            return false;
        }

        return _entries.TryAdd(KeyOf(hash), new Entry(words[0], hash, until));
    }

    private sealed record Entry(string Source, byte[] Hash, DateTimeOffset? Until);
}
