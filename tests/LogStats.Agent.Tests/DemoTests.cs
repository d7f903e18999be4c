using LogStats.Agent.Tests.Running;

namespace LogStats.Agent.Tests;

public sealed class DemoTests
{
    [Fact]
    public async Task ItDoesTheWholeJobAndNamesWhatItWrote()
    {
        using TempFolder folder = new();

        ProgramResult result = await LogStatsProgram.RunAsync("demo", folder.Path);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("second time: 0 records stored, 718 were there already", result.Output);
        Assert.Contains("839 lines read: 835 records, 3 skipped, 1 rejected", result.Output);
        foreach (string path in Directory.GetFiles(folder.Path))
        {
            Assert.Contains($"  {path}\n", result.Output);
        }
    }

    [Fact]
    public async Task AFileOfTheUsersIsLeftAlone()
    {
        using TempFolder folder = new();
        string mine = folder.Write("rsyncd.log", "mine\n");

        ProgramResult result = await LogStatsProgram.RunAsync("demo", folder.Path);

        Assert.Equal(3, result.ExitCode);
        Assert.Equal("mine\n", File.ReadAllText(mine));
    }
}
