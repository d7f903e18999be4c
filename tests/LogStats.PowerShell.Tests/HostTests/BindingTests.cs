using System.Management.Automation;
using LogStats.PowerShell.Tests.Running;
using LogStats.PowerShell.Tests.Samples;
using Xunit;

namespace LogStats.PowerShell.Tests.HostTests;

/// <summary>
/// What scenarios cannot say in JSON; the rest is in HostTests/Scenarios, where PowerShell checks it too.
/// </summary>
public sealed class BindingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("logstats-binding-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void ABeginningIsEnoughWhenItIsUnambiguous()
    {
        Assert.Equal(3, Shown("Cou", 3).Properties["Count"].Value);
        Assert.Equal("AmbiguousParameter", IdOf(CmdletRun.Of<GetSampleLineCommand>().With("L", "x")));
    }

    [Fact]
    public void AnAliasIsTheParameterAndTwiceIsTooOften()
    {
        Assert.Equal("ParameterAlreadyBound",
            IdOf(CmdletRun.Of<GetSampleLineCommand>(("LP", "x"), ("LiteralPath", "y"))));
    }

    [Theory]
    [InlineData(null, "ParameterArgumentValidationErrorNullNotAllowed")]
    [InlineData("", "ParameterArgumentValidationErrorEmptyStringNotAllowed")]
    public void AMandatoryParameterRefusesNothing(string? value, string id) =>
        Assert.Equal(id, IdOf(CmdletRun.Of<RemoveSampleItemCommand>(("Path", value))));

    [Fact]
    public void AWordIsNoSwitch() =>
        Assert.Equal("CannotConvertArgumentNoMessage", IdOf(CmdletRun.Of<ShowSampleValueCommand>(("Recurse", "yes"))));

    [Fact]
    public void AFileFromThePipelineBindsByItsPSPath()
    {
        var file = new FileInfo(Path.Combine(_folder, "[x].log"));
        File.WriteAllText(file.FullName, "info a");

        RunResult result = CmdletRun.Of<GetSampleLineCommand>().Input(file).Run();

        Assert.Equal(file.FullName, result.OutputOf<SampleLine>().Single().Path);
    }

    [Fact]
    public void AFileFromAnotherCmdletBindsByAnyPropertyThatIsAnAlias()
    {
        var file = new FileInfo(Path.Combine(_folder, "x.log"));
        File.WriteAllText(file.FullName, "info a");

        CmdletRun.Of<TraceSampleCommand>(("Journal", new List<string>()))
            .PipeTo<RemoveSampleItemCommand>(("Confirm", false)).Input(file).Run();

        Assert.False(File.Exists(file.FullName));
    }

    [Fact]
    public void AnArrayParameterTakesBatchesAndSingleObjects()
    {
        SampleLine[] batch = [new(null, 1, "info a"), new(null, 2, "info b")];

        RunResult result = CmdletRun.Of<MeasureSampleLineCommand>().Input(batch, batch[0]).Run();

        Assert.Equal(3, ((PSObject)result.Objects.Single()!).Properties["Count"].Value);
    }

    [Fact]
    public void APathAndAnInputObjectDoNotGoTogether()
    {
        RunResult result = CmdletRun.Of<GetSampleLineCommand>(("Path", "x")).Input("info a").Run();

        Assert.Equal($"InputObjectNotBound,{typeof(GetSampleLineCommand).FullName}",
            result.Errors.Single().FullyQualifiedErrorId);
        Assert.Equal("info a", result.Errors.Single().TargetObject);
    }

    private static PSObject Shown(string name, object value) =>
        (PSObject)CmdletRun.Of<ShowSampleValueCommand>((name, value)).Run().Objects.Single()!;

    private static string? IdOf(CmdletRun run) => run.Run().Terminating?.FullyQualifiedErrorId.Split(',')[0];
}
