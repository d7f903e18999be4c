using System.Management.Automation;
using LogStats.Faults;
using LogStats.PowerShell.Errors;
using Xunit;

namespace LogStats.PowerShell.Tests.Errors;

public sealed class FaultErrorsTests
{
    public static TheoryData<FaultId> Ids() => [.. Enum.GetValues<FaultId>()];

    [Theory]
    [MemberData(nameof(Ids))]
    public void EveryFaultHasACategory(FaultId id) => Assert.NotEqual(ErrorCategory.NotSpecified, FaultErrors.CategoryOf(id));

    [Fact]
    public void TheRecordSaysWhatHappenedToWhatAndWhatToDo()
    {
        LogStatsException fault = Fail.PathNotFound("x.log");
        ErrorRecord record = fault.Record();

        Assert.Equal("PathNotFound", record.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.ObjectNotFound, record.CategoryInfo.Category);
        Assert.Equal("x.log", record.TargetObject);
        Assert.Equal(fault.Message, record.ErrorDetails.Message);
        Assert.Equal(fault.Advice, record.ErrorDetails.RecommendedAction);
        Assert.Same(fault, record.Exception);
    }
}
