using System.Security.Cryptography;
using System.Text;
using LogStats.Faults;
using LogStats.Lines;
using Microsoft.Win32.SafeHandles;

namespace LogStats.Geo;

/// <summary>
/// A secret text that goes into the hashes of host names, so that nobody without it can find out which name a hash is of
/// by hashing all names there are. Never shown.
/// </summary>
public sealed class HostSalt
{
    /// <summary>Where the salt is looked for where no file is named.</summary>
    public const string Variable = "LOGSTATS_HASH_SALT";

    private const int Letters = 12;
    private const int MostBytes = 64 * 1024;

    private readonly byte[] _key;

    private HostSalt(string from, string text)
    {
        text = text.TrimEnd('\r', '\n');
        _key = text.Length > 0 ? Encoding.UTF8.GetBytes(text) : throw Fail.HashSalt(from, "it is empty");
    }

    /// <param name="from">What holds it, for an error.</param>
    /// <param name="text">The salt; a line end behind it does not count.</param>
    /// <exception cref="LogStatsException">It is empty.</exception>
    public static HostSalt Of(string from, string text) => new(from, text);

    /// <exception cref="LogStatsException">The file cannot be read, or holds nothing.</exception>
    public static HostSalt File(string path)
    {
        using SafeFileHandle file = RegularFile.Open(path);
        byte[] bytes = new byte[MostBytes + 1];
        try
        {
            int length = RandomAccess.Read(file, bytes, 0);
            return length <= MostBytes ? new HostSalt($"'{path}'", Encoding.UTF8.GetString(bytes, 0, length))
                : throw Fail.HashSalt($"'{path}'", "it is too long");
        }
        catch (IOException error)
        {
            throw Fail.FileRead(path, error);
        }
    }

    /// <summary>The salt of the environment; null where there is none.</summary>
    public static HostSalt? Environment()
        => System.Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? new HostSalt($"the variable {Variable}", text) : null;

    /// <summary>The first 12 characters of base64(HMAC-SHA-256(salt, host name)).</summary>
    public string Hash(string hostName) => Convert.ToBase64String(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(hostName)))[..Letters];
}
