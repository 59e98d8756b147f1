// Writes cloud-types.json: the operations of CodeArts Pipeline that this project calls, and the types of
// their bodies as Huawei Cloud's Go SDK declares them. Only names and types of fields are taken.
package main

import (
	"encoding/json"
	"os"
	"reflect"
	"strings"

	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/def"
	pipeline "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/codeartspipeline/v2"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/services/codeartspipeline/v2/model"
)

const source = "Names and types of the fields in Huawei Cloud's official Go SDK (github.com/huaweicloud/huaweicloud-sdk-go-v3 v0.1.207, " +
	"services/codeartspipeline/v2), written by interop/go/types. In an answer every field can be missing or null; 'required' counts in requests only."

// document is the file that is written.
type document struct {
	Source     string   `json:"source"`
	Operations []schema `json:"operations"`
	Defs       schemas  `json:"$defs"`
}

// The operations, each with what describes its request and the type that carries the request's body.
var operations = []struct {
	name       string
	definition *def.HttpRequestDef
	request    any
}{
	{"BatchShowPipelinesStatus", pipeline.GenReqDefForBatchShowPipelinesStatus(), model.BatchShowPipelinesStatusRequest{}},
	{"BatchShowPipelinesLatestStatus", pipeline.GenReqDefForBatchShowPipelinesLatestStatus(), model.BatchShowPipelinesLatestStatusRequest{}},
	{"ListPipelines", pipeline.GenReqDefForListPipelines(), model.ListPipelinesRequest{}},
	{"ListPipelineRuns", pipeline.GenReqDefForListPipelineRuns(), model.ListPipelineRunsRequest{}},
	{"ShowPipelineRunDetail", pipeline.GenReqDefForShowPipelineRunDetail(), model.ShowPipelineRunDetailRequest{}},
	{"ShowPipelineDetail", pipeline.GenReqDefForShowPipelineDetail(), model.ShowPipelineDetailRequest{}},
	{"RunPipeline", pipeline.GenReqDefForRunPipeline(), model.RunPipelineRequest{}},
	{"StopPipelineRun", pipeline.GenReqDefForStopPipelineRun(), model.StopPipelineRunRequest{}},
	{"RetryPipelineRun", pipeline.GenReqDefForRetryPipelineRun(), model.RetryPipelineRunRequest{}},
	{"ShowPipelineLog", pipeline.GenReqDefForShowPipelineLog(), model.ShowPipelineLogRequest{}},
	{"ShowStepOutputs", pipeline.GenReqDefForShowStepOutputs(), model.ShowStepOutputsRequest{}},
	{"ShowPipelineArtifacts", pipeline.GenReqDefForShowPipelineArtifacts(), model.ShowPipelineArtifactsRequest{}},
	{"AcceptManualReview", pipeline.GenReqDefForAcceptManualReview(), model.AcceptManualReviewRequest{}},
	{"RejectManualReview", pipeline.GenReqDefForRejectManualReview(), model.RejectManualReviewRequest{}},
}

// schema is a part of the JSON Schema that is written.
type schema = map[string]any

// schemas collects the object types by name while they are met.
type schemas map[string]any

func (s schemas) of(t reflect.Type) schema {
	switch t.Kind() {
	case reflect.Pointer:
		return s.of(t.Elem())
	case reflect.Slice:
		return schema{"type": "array", "items": s.of(t.Elem())}
	case reflect.String:
		return schema{"type": "string"}
	case reflect.Bool:
		return schema{"type": "boolean"}
	case reflect.Int32, reflect.Int64:
		return schema{"type": "integer"}
	case reflect.Float32, reflect.Float64:
		return schema{"type": "number"}
	case reflect.Interface:
		return schema{}
	case reflect.Struct:
		if isEnum(t) {
			return schema{"type": "string"}
		}
		s.add(t)
		return schema{"$ref": "#/$defs/" + t.Name()}
	default:
		panic("no schema for " + t.String())
	}
}

// isEnum tells the SDK's enumerations: structs whose only field is the unexported word itself.
func isEnum(t reflect.Type) bool {
	return t.NumField() == 1 && t.Field(0).Name == "value"
}

func (s schemas) add(t reflect.Type) {
	if _, known := s[t.Name()]; known {
		return
	}
	properties := schema{}
	object := schema{"type": "object", "properties": properties}
	s[t.Name()] = object
	var required []string
	for _, field := range reflect.VisibleFields(t) {
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		if name == "-" {
			continue
		}
		properties[name] = s.of(field.Type)
		if options != "omitempty" {
			required = append(required, name)
		}
	}
	if required != nil {
		object["required"] = required
	}
}

// body is the schema of what an object carries as its body: its field Body, or, in an answer, the object itself.
func (s schemas) body(t reflect.Type, isAnswer bool) schema {
	if field, ok := t.FieldByName("Body"); ok {
		return s.of(field.Type)
	}
	if isAnswer {
		return s.of(t)
	}
	return nil
}

func main() {
	types := schemas{}
	var calls []schema
	for _, operation := range operations {
		call := schema{
			"operation": operation.name,
			"method":    operation.definition.Method,
			"path":      operation.definition.Path,
			"answer":    types.body(reflect.TypeOf(operation.definition.Response).Elem(), true),
		}
		if request := types.body(reflect.TypeOf(operation.request), false); request != nil {
			call["request"] = request
		}
		calls = append(calls, call)
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	if err := encoder.Encode(document{source, calls, types}); err != nil {
		panic(err)
	}
}
