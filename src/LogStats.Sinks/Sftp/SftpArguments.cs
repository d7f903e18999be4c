using System.Globalization;
using LogStats.Faults;
using LogStats.Scan;

namespace LogStats.Sinks.Sftp;

/// <summary>
/// The command line of the client. What keeps a session safe comes first, because ssh takes the first value that it sees; all else, such as
/// a way through another host, may be in the ssh configuration.
/// </summary>
internal static class SftpArguments
{
    /// <param name="options">The server.</param>
    /// <param name="pinned">A file with the one host key that is believed, under the name <see cref="SftpHostKeys.Alias"/>; null for none.</param>
    public static List<string> Of(SftpOptions options, string? pinned)
    {
        SftpAddress address = options.Address;
        List<string> words =
        [
            $"-oBatchMode={(options.Secret is null ? "yes" : "no")}", "-oStrictHostKeyChecking=yes", "-oUpdateHostKeys=no", "-oNumberOfPasswordPrompts=1",
            "-oForwardAgent=no", "-oForwardX11=no", "-oClearAllForwardings=yes", "-oPermitLocalCommand=no", "-oControlMaster=no", "-oControlPath=none",
            string.Create(CultureInfo.InvariantCulture, $"-oConnectTimeout={Math.Max(1, (int)options.ConnectTimeout.TotalSeconds)}"),
            "-oConnectionAttempts=1", "-oServerAliveInterval=15", "-oServerAliveCountMax=3", "-oLogLevel=ERROR",
        ];
        if (pinned is not null)
        {
            words.AddRange([$"-oUserKnownHostsFile={Path(pinned)}", "-oGlobalKnownHostsFile=/dev/null", $"-oHostKeyAlias={SftpHostKeys.Alias}"]);
        }
        else if (options.KnownHosts is not null)
        {
            words.AddRange([$"-oUserKnownHostsFile={Path(options.KnownHosts)}", "-oGlobalKnownHostsFile=/dev/null"]);
        }

        if (options.KeyFile is not null)
        {
            words.AddRange([$"-oIdentityFile={Path(options.KeyFile)}", "-oIdentitiesOnly=yes"]);
        }

        if (options.Secret is not null)
        {
            words.AddRange(options.IsPassword ? ["-oPubkeyAuthentication=no", "-oPreferredAuthentications=password,keyboard-interactive"]
                : ["-oPreferredAuthentications=publickey"]);
        }

        if (address.User is not null)
        {
            words.Add($"-oUser={address.User}");
        }

        if (address.Port is { } port)
        {
            words.AddRange(["-P", port.ToString(CultureInfo.InvariantCulture)]);
        }

        words.AddRange(["-b", "-", address.Host.Contains(':', StringComparison.Ordinal) ? $"[{address.Host}]" : address.Host]);
        return words;
    }

    /// <summary>A path as ssh reads one: in quotes, and percent signs mean something.</summary>
    private static string Path(string path)
    {
        string full = System.IO.Path.GetFullPath(path);
        return full.Any(char.IsControl) || full.Contains('"', StringComparison.Ordinal) || full.Contains("${", StringComparison.Ordinal)
            ? throw Fail.Value("a file of ssh", LineText.Show(path), "a path without quotes, '${' and control characters")
            : $"\"{full.Replace("\\", OperatingSystem.IsWindows() ? "/" : "\\\\", StringComparison.Ordinal).Replace("%", "%%", StringComparison.Ordinal)}\"";
    }
}
