using System.Text.RegularExpressions;
using LogStats.Agent.Tests.Running;
using Xunit;

namespace LogStats.Servers.Tests.Ship;

/// <summary>
/// Whatever takes its final name by a rename was on the disk before, and so is its name after: seen in the calls that the program makes,
/// because no kill of a process shows what a power cut would.
/// </summary>
public sealed partial class SyncOrderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [NeedsTheory("strace")]
    [InlineData("read", "--to", "out.jsonl")]
    [InlineData("measure", "--report", "report.html")]
    public async Task Nothing_takes_its_name_before_it_is_on_the_disk(string verb, string option, string name)
    {
        string log = Path.Join(_folder.FullName, "rsyncd.log");
        File.Copy(Path.Join(AppContext.BaseDirectory, "Data", "rsync", "rsyncd-default.log"), log);
        string trace = Path.Join(_folder.FullName, "trace");
        ProgramResult result = await LogStatsProgram.RunBehindAsync(
            ["strace", "-f", "-y", "-qq", "-o", trace, "-e", "trace=write,pwrite64,writev,fsync,fdatasync,rename,renameat,renameat2"],
            verb, log, option, Path.Join(_folder.FullName, name));

        Assert.True(result.ExitCode == 0, result.Error);
        List<string> renamed = Renamed(File.ReadAllLines(trace), _folder.FullName);
        Assert.Contains(renamed, to => Path.GetFileName(to) == name);
    }

    /// <summary>The names that were taken, each after what is asked of it was seen.</summary>
    private static List<string> Renamed(string[] calls, string folder)
    {
        List<string> names = [];
        for (int at = 0; at < calls.Length; at++)
        {
            if (RenameCall().Match(calls[at]) is { Success: true } rename && rename.Groups["from"].Value.StartsWith(folder, StringComparison.Ordinal))
            {
                string from = rename.Groups["from"].Value;
                int written = Array.FindLastIndex(calls, at, call => call.Contains("write", StringComparison.Ordinal) && call.Contains($"<{from}>", StringComparison.Ordinal));
                int synced = Array.FindLastIndex(calls, at, call => call.Contains("sync(", StringComparison.Ordinal) && call.Contains($"<{from}>", StringComparison.Ordinal));
                Assert.True(written >= 0 && synced > written, $"'{from}' was not on the disk when it was renamed");
                Assert.True(
                    Array.FindIndex(calls, at, call => call.Contains("fsync(", StringComparison.Ordinal) && call.Contains($"<{Path.GetDirectoryName(from)}>", StringComparison.Ordinal)) > at,
                    $"the new name of '{from}' was never on the disk");
                names.Add(rename.Groups["to"].Value);
            }
        }

        return names;
    }

    [GeneratedRegex("rename(at2?)?\\((AT_FDCWD<[^>]*>, )?\"(?<from>[^\"]+)\", (AT_FDCWD<[^>]*>, )?\"(?<to>[^\"]+)\"")]
    private static partial Regex RenameCall();
}
