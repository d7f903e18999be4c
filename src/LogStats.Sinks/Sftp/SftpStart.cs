using System.Diagnostics;
using LogStats.Faults;
using LogStats.Scan;

namespace LogStats.Sinks.Sftp;

/// <summary>Starts the client with its errors in the same stream as its echo, so that their order says which command an error is about.</summary>
internal static class SftpStart
{
    /// <exception cref="LogStatsException">It is not there, or cannot be started.</exception>
    public static Process Run(SftpOptions options, string? pinned, SftpScratch scratch)
    {
        string target = options.ToString();
        string client = SftpPrograms.Find(options.Client) ?? throw Fail.ProgramMissing(target, "sftp", "openssh-client");
        List<string> words = SftpArguments.Of(options with { KeyFile = options.KeyFile is null ? null : SftpKey.Check(options.KeyFile) }, pinned);
        ProcessStartInfo start = OperatingSystem.IsWindows()
            ? new("cmd.exe") { Arguments = $"/d /v:off /s /c \"{string.Join(' ', words.Prepend(client).Select(WindowsWord))} 2>&1\"" }
            : new("/bin/sh", ["-c", "exec \"$0\" \"$@\" 2>&1", client, .. words]);
        (start.RedirectStandardInput, start.RedirectStandardOutput) = (true, true);
        if (start.Environment.TryGetValue("LC_ALL", out string? language) && start.Environment.Remove("LC_ALL"))
        {
            start.Environment["LANG"] = language; // The letters stay; dates and words are as they are known here.
        }

        start.Environment["LC_TIME"] = "C";
        start.Environment["LC_MESSAGES"] = "C";
        scratch.Answer(start.Environment, options);
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw Fail.SinkConnect(target, $"'{client}' cannot be started ({error.Message.TrimEnd('.')})", "Check that this account may run it.", error);
        }
    }

    private static string WindowsWord(string word) => word.AsSpan().ContainsAny("&|<>^%!")
        ? throw Fail.Value("a file of ssh", LineText.Show(word), "a path without & | < > ^ % and !")
        : $"\"{word.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
