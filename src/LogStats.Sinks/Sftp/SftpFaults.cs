using LogStats.Faults;
using LogStats.Scan;

namespace LogStats.Sinks.Sftp;

/// <summary>What the words of the client mean for the person who has to act on them.</summary>
internal static class SftpFaults
{
    public const string LookAtKeys = "Ask whoever runs the server for its fingerprints ('ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub' there). "
        + "If they are these, name one (-Fingerprint, --fingerprint), or put the key into a file of known hosts (-KnownHost, --known-hosts). "
        + "If the server was known with another key and nobody changed it, somebody may be in between: nothing was sent.";

    private const int Most = 300;
    private const string Later = "What is not sent stays here, and is sent later.";

    /// <summary>Why a session ended, or did not begin.</summary>
    public static LogStatsException OfEnd(string target, IReadOnlyList<string> lines, int exitCode)
    {
        string all = string.Join('\n', lines);
        string said = lines.Count == 0 ? $"the session ended (exit code {exitCode})" : Show(lines);
        return Has(all, "Host key verification failed", "host key is known for", "REMOTE HOST IDENTIFICATION", "REVOKED HOST KEY")
                ? Fail.SinkHostKey(target, Has(all, "REVOKED") ? "its host key is revoked" : Has(all, "HAS CHANGED") ? "its host key is another one than is known" : "its host key is not known", [], LookAtKeys)
            : Has(all, "UNPROTECTED PRIVATE KEY", "bad permissions")
                ? Fail.SinkAuthentication(target, "ssh does not use a private key that others may read", "Run 'chmod 600' on the key file.")
            : Has(all, "error in libcrypto", "invalid format") ? Fail.SinkAuthentication(target, said, "Check that the key file holds a private key of OpenSSH or PEM.")
            : Has(all, "Permission denied", "Too many authentication failures") ? Fail.SinkAuthentication(target, said, "Check user and key: the public key has to be among the account's authorized keys there. A key with a pass phrase needs that too.")
            : Has(all, "Connection timed out", "Operation timed out", "not responding") ? Fail.SinkTimeout(target, said, Later)
            : Has(all, "Bad configuration option", "Bad owner or permissions", "keyword", "usage: ") ? Fail.SinkConnect(target, said, "Correct the configuration of ssh.")
            : Has(all, "subsystem request failed", "Received message too long") ? Fail.SinkConnect(target, said, "Check that the server offers SFTP to this account, and that no start-up file of the account prints anything.")
            : Fail.SinkAway(target, said, $"Check the name and the port, and that the server runs. {Later}");
    }

    /// <summary>A key that cannot be used, whatever the server says.</summary>
    public static LogStatsException Key(string target, bool hasSecret) => hasSecret
        ? Fail.SinkAuthentication(target, "the pass phrase does not open the key", "Check the file that holds the pass phrase, and that it belongs to this key.")
        : Fail.SinkAuthentication(target, "the key has a pass phrase, or is no private key", "Name a file that holds the pass phrase, or another key.");

    public static LogStatsException Timeout(string target, string command, TimeSpan after) => Fail.SinkTimeout(target,
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"nothing came within {after.TotalSeconds:0.#} s of '{command}'; the session was ended"), Later);

    public static LogStatsException Endless(string target) => Fail.SinkConnect(target, "what comes from there has no end; the session was ended", "Look at the server: it may not be what it ought to be.");

    /// <summary>A file that the server did not take.</summary>
    public static LogStatsException Refused(string target, string path, string reason) => Fail.FileRefused(target, path, reason,
        reason.Contains("No such file", StringComparison.Ordinal) ? "Have the folder made there, or name another."
        : reason.Contains("Permission denied", StringComparison.Ordinal) ? "Have this account be let write there."
        : "Look whether the disk there is full, and into the log of the server.");

    /// <summary>Words from elsewhere, fit to be shown: without what steers a terminal, and no more than anybody reads.</summary>
    public static string Show(IReadOnlyList<string> lines)
    {
        IEnumerable<string> telling = lines.Where(static line => line.Trim().Length > 0 && !line.StartsWith('@'));
        telling = telling.Count() > 1 ? telling.Where(static line => !line.StartsWith("Connection closed", StringComparison.Ordinal)) : telling;
        string text = string.Join("; ", telling.Select(static line => line.Trim().TrimEnd('.')));
        return LineText.Show(text.Length <= Most ? text : text[..Most] + "…").TrimEnd('.');
    }

    private static bool Has(string text, params ReadOnlySpan<string> words)
    {
        foreach (string word in words)
        {
            if (text.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
