using System.Text;
using LogStats.Faults;

namespace LogStats.Sinks.Targets;

/// <summary>
/// A password that stands in a file or in the environment, and never in a command line, where everybody on the machine can read
/// it. A file is read when the server asks, so a password that was changed is used.
/// </summary>
public static class TargetSecret
{
    private const int Longest = 4096;

    /// <param name="path">A whole path, or the name of a credential that systemd has put into the service's folder of them.</param>
    /// <exception cref="LogStatsException">There is no such file, it cannot be read, or everybody can.</exception>
    public static string FromFile(string path)
    {
        string file = Path.IsPathRooted(path) || Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY") is not { Length: > 0 } credentials
            ? path : Path.Join(credentials, path);
        try
        {
            if (!OperatingSystem.IsWindows() && File.Exists(file) && File.GetUnixFileMode(file).HasFlag(UnixFileMode.OtherRead))
            {
                throw Fail.SecretNotFound(path, "everybody on this machine may read the file", $"Run 'chmod 600 {file}', and change the password.");
            }

            byte[] bytes = File.ReadAllBytes(file);
            return bytes.Length <= Longest ? Encoding.UTF8.GetString(bytes).TrimEnd('\r', '\n')
                : throw Fail.SecretNotFound(path, "the file is far too long for a password", "Name the file that holds the password alone.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Fail.SecretNotFound(path, error is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : "the file cannot be read",
                "Name a file that this account may read and nobody else.");
        }
    }

    /// <exception cref="LogStatsException">It is not set.</exception>
    public static string FromVariable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
        ? value
        : throw Fail.SecretNotFound(name, "the environment variable is not set", "Set it for this program alone, or name a file.");
}
