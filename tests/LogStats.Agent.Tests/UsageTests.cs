using LogStats.Agent.Tests.Running;

namespace LogStats.Agent.Tests;

public sealed class UsageTests
{
    [Theory]
    [InlineData]
    [InlineData("bogus")]
    [InlineData("read")]
    [InlineData("read", "x.log", "--bogus")]
    [InlineData("read", "x.log", "--first", "0")]
    [InlineData("read", "x.log", "--first", "many")]
    [InlineData("measure", "x.log", "--top", "-1")]
    [InlineData("resolve", "x.log", "--sample", "0")]
    public async Task ACommandLineThatIsNoneIsAnsweredWithHelp(params string[] arguments)
    {
        ProgramResult result = await LogStatsProgram.RunAsync(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("", result.Output);
        Assert.Contains("--help", result.Error);
    }

    [Theory]
    [InlineData("measure", "--by", "flavour")]
    [InlineData("measure", "--after", "whenever")]
    [InlineData("measure", "--zone", "Mars/Olympus")]
    [InlineData("measure", "--log-format", "%h %Q")]
    [InlineData("measure", "--where", "Module")]
    [InlineData("measure", "--where", "Colour=red")]
    [InlineData("measure", "--to", "carrier-pigeon:home")]
    [InlineData("read", "--kind", "flavour")]
    [InlineData("read", "--to", "records.xls")]
    [InlineData("read", "--to", "sqlite:")]
    [InlineData("read", "--to", "sftp://u@host/in")]
    public async Task AValueThatIsNoneIsAnInvalidConfiguration(string verb, string option, string value)
    {
        ProgramResult result = await LogStatsProgram.RunAsync(verb, SampleLog.Path, option, value);

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("error ConfigInvalid", result.Error);
        Assert.Contains("  try: ", result.Error);
        Assert.Equal("", result.Output);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("read", "--help")]
    [InlineData("measure", "--help")]
    [InlineData("demo", "--help")]
    public async Task HelpCallsTheProgramByItsName(params string[] arguments)
    {
        ProgramResult result = await LogStatsProgram.RunAsync(arguments);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("  logstats ", result.Output);
        Assert.DoesNotContain("LogStats.Agent", result.Output);
    }

    [Fact]
    public async Task TheVersionIsThatOfTheModule()
    {
        ProgramResult result = await LogStatsProgram.RunAsync("--version");

        Assert.Equal(typeof(RsyncEvent).Assembly.GetName().Version!.ToString(3), result.Output.Trim());
    }
}
