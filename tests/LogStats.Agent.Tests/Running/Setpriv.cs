using System.ComponentModel;
using System.Diagnostics;

namespace LogStats.Agent.Tests.Running;

/// <summary>util-linux' <c>setpriv</c>, which starts a program without some of root's rights.</summary>
internal static class Setpriv
{
    /// <summary>What to say before a program, so that permissions of files bind it: nothing, where they do.</summary>
    public static IReadOnlyList<string> Bound { get; } = Environment.IsPrivilegedProcess
        ? ["setpriv", "--inh-caps=-all", "--bounding-set=-dac_override,-dac_read_search", "--"]
        : [];

    public static bool Works()
    {
        try
        {
            string[] words = [.. Bound, "true"];
            using Process process = LogStatsProgram.Start(words[0], words[1..]);
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
