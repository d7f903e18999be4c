# What the code says about a command and what its page says, in one form, so that Help.Tests.ps1 can compare them.

function Get-OwnParameter {
    param([Management.Automation.CommandInfo] $Command)

    $common = [Management.Automation.Cmdlet]::CommonParameters
    $Command.Parameters.Values.Where({ $_.Name -notin $common })
}

# The type as help shows it: no namespace, and nothing of how absence is told.
function Get-ShortTypeName {
    param([type] $Type)

    ([Nullable]::GetUnderlyingType($Type) ?? $Type).Name
}

function Get-CodeFact {
    param([Management.Automation.CommandInfo] $Command, [string] $Name)

    $parameter = $Command.Parameters[$Name]
    $use = @($parameter.ParameterSets.Values)[0]
    $pipeline = @(
        if ($use.ValueFromPipeline) { 'ByValue' }
        if ($use.ValueFromPipelineByPropertyName) { 'ByPropertyName' }
    )
    [ordered]@{
        Type      = Get-ShortTypeName $parameter.ParameterType
        Required  = "$($use.IsMandatory)"
        Position  = $use.Position -eq [int]::MinValue ? 'named' : "$($use.Position)"
        Pipeline  = $pipeline ? "True ($($pipeline -join ', '))" : 'False'
        Wildcards = "$($parameter.Attributes.TypeId.Name -contains 'SupportsWildcardsAttribute')"
        Aliases   = $parameter.Aliases ? $parameter.Aliases -join ', ' : 'none'
    }
}

function Get-PageFact {
    param([object] $Help, [string] $Name)

    $parameter = $Help.parameters.parameter.Where({ $_.name -eq $Name })[0]
    if ($null -eq $parameter) { return @{} }
    [ordered]@{
        Type      = $parameter.type.name
        Required  = $parameter.required
        Position  = $parameter.position
        Pipeline  = $parameter.pipelineInput
        Wildcards = $parameter.globbing
        Aliases   = $parameter.aliases
    }
}

# Each parameter set as the sorted names of its parameters, so that sets compare whatever they are called.
function Get-CodeSyntax {
    param([Management.Automation.CommandInfo] $Command)

    $own = (Get-OwnParameter $Command).Name
    foreach ($set in $Command.ParameterSets) {
        ($set.Parameters.Name.Where({ $_ -in $own }) | Sort-Object) -join ' '
    }
}

function Get-PageSyntax {
    param([object] $Help)

    foreach ($item in $Help.syntax.syntaxItem) { ($item.parameter.name | Sort-Object) -join ' ' }
}

# The first line of the class summary: the page's synopsis says the same.
function Get-ClassSummary {
    param([type] $Type, [string] $SourcePath)

    $file = Get-ChildItem -Path $SourcePath -Recurse -Filter "$($Type.Name).cs" | Select-Object -First 1
    $match = [regex]::Match((Get-Content -Raw $file), '(?s)/// <summary>(.*?)</summary>\s*\[Cmdlet')
    ($match.Groups[1].Value -replace '\s*\n\s*///\s*', ' ').Trim()
}

# Properties that a person sees of a type.
function Get-ShownProperty {
    param([type] $Type)

    $Type.GetProperties([Reflection.BindingFlags]'Public, Instance').Name
}

# A section of a page, up to the next one of the same level.
function Get-PageSection {
    param([string] $Page, [string] $Title)

    [regex]::Match($Page, "(?ms)^## $Title\r?\n(.*?)(?=^## |\z)").Groups[1].Value
}

# Links of a Markdown file that lead to another file: their text, and whether that file is there.
function Get-FileLink {
    param([IO.FileInfo] $File)

    $text = (Get-Content -Raw $File) -replace '(?s)```.*?```'
    foreach ($match in [regex]::Matches($text, '\]\(([^)\s#]+)[^)]*\)')) {
        $address = $match.Groups[1].Value
        if ($address -notmatch '^[a-z]+:') {
            @{ file = $File.Name; address = $address; target = Join-Path $File.DirectoryName $address }
        }
    }
}
